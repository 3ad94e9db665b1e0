using Microsoft.ML.Runtime;
using MlpTrainer.Engine;

namespace MlpTrainer.Model;

/// <summary>A model's bytes, version 1; all numbers little-endian.</summary>
/// <remarks>
/// <code>
/// shape      int inputs, byte hasBiases, int layers, then per layer: int outputs, text activation
/// parameters int count, float[count]
/// inputs     byte present, then byte imputeMissing, float[inputs] mean, float[inputs] scale, byte saturates, then float[inputs] saturation
/// outputs    byte present, then float[k] mean, float[k] scale
/// training   see <see cref="TrainingFormat"/>
/// text       int bytes, UTF-8
/// </code>
/// Files are not trusted: every size is compared with the bytes that are left before memory is asked for, in 64-bit arithmetic.
/// </remarks>
internal static class ModelFormat
{
    private const int MostLayers = 1000;

    public static void Write(BinaryWriter writer, TrainedNetwork network, MlpTraining training)
    {
        NetworkShape shape = network.Shape;
        writer.Write(shape.Inputs);
        writer.Write(shape.Layers[0].HasBias);
        writer.Write(shape.Layers.Count);
        foreach (LayerShape layer in shape.Layers)
        {
            writer.Write(layer.Outputs);
            writer.WriteText(layer.Activation.Name);
        }
        writer.Write(shape.ParameterCount);
        writer.WriteFloats(network.Parameters.Span);
        writer.Write(network.Inputs is not null);
        if (network.Inputs is { } inputs)
        {
            writer.Write(inputs.ImputeMissing);
            writer.WriteFloats(inputs.Mean.Span);
            writer.WriteFloats(inputs.Scale.Span);
            writer.Write(!inputs.Saturation.IsEmpty);
            writer.WriteFloats(inputs.Saturation.Span);
        }
        writer.Write(network.Outputs is not null);
        if (network.Outputs is { } outputs)
        {
            writer.WriteFloats(outputs.Mean.Span);
            writer.WriteFloats(outputs.Scale.Span);
        }
        TrainingFormat.Write(writer, training);
    }

    /// <exception cref="FormatException">The bytes are not those of a model.</exception>
    public static (TrainedNetwork Network, MlpTraining Training) Read(IExceptionContext host, BinaryReader reader)
    {
        var bytes = new CheckedReader(host, reader);
        NetworkShape shape = ReadShape(bytes);
        float[] parameters = bytes.Floats(shape.ParameterCount, "parameters");
        InputScaling? inputs = bytes.Flag("input scaling") ? ReadInputs(bytes, shape.Inputs) : null;
        OutputScaling? outputs = bytes.Flag("output scaling") ? ReadOutputs(bytes, shape.Outputs) : null;
        TrainedNetwork network = bytes.Decoded(() => new TrainedNetwork(shape, parameters, inputs, outputs));
        return (network, TrainingFormat.Read(bytes));
    }

    private static NetworkShape ReadShape(CheckedReader bytes)
    {
        int inputs = bytes.Int32("number of features", 1, int.MaxValue);
        bool hasBiases = bytes.Flag("biases");
        int[] widths = new int[bytes.Int32("number of layers", 1, MostLayers)];
        var activations = new Activation[widths.Length];
        long needed = 0;
        for (int l = 0; l < widths.Length; l++)
        {
            widths[l] = bytes.Int32("width of a layer", 1, int.MaxValue);
            string activation = bytes.Text("activation");
            activations[l] = bytes.Decoded(() => Activation.ByName(activation));
            long weights = (long)(l == 0 ? inputs : widths[l - 1]) * widths[l];
            needed += weights + (hasBiases ? widths[l] : 0); // no overflow: one term is below 2^62 + 2^31, and the line below refuses all large ones
            bytes.Expect(needed, sizeof(float), "parameters");
        }
        NetworkShape shape = bytes.Decoded(() => new NetworkShape(inputs, widths, activations, hasBiases));
        int count = bytes.Int32("number of parameters", 0, int.MaxValue);
        bytes.Check(count == shape.ParameterCount, Invariant($"{shape.ParameterCount} parameters were expected, but there are {count}"));
        return shape;
    }

    private static InputScaling ReadInputs(CheckedReader bytes, int inputs)
    {
        bool impute = bytes.Flag("imputation");
        float[] mean = bytes.Floats(inputs, "feature means");
        float[] scale = bytes.Floats(inputs, "feature scales");
        float[] saturation = bytes.Flag("saturation") ? bytes.Floats(inputs, "feature saturations") : [];
        return bytes.Decoded(() => new InputScaling(mean, scale, impute, saturation));
    }

    private static OutputScaling ReadOutputs(CheckedReader bytes, int outputs)
    {
        float[] mean = bytes.Floats(outputs, "output means");
        float[] scale = bytes.Floats(outputs, "output scales");
        return bytes.Decoded(() => new OutputScaling(mean, scale));
    }
}
