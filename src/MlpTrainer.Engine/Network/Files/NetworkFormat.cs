using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Files;

/// <summary>A network's bytes, in files of its own and inside of others; all numbers little-endian.</summary>
/// <remarks>
/// <code>
/// shape      int inputs, byte hasBiases, int layers, then per layer: int outputs, text activation
/// embedding  from version 4 on: byte present, then int waves, int numbers, int count, int[count] features
/// parameters int count, float[count]
/// inputs     byte present, then byte imputeMissing, float[inputs] mean, float[inputs] scale, byte saturates, then float[inputs] saturation,
///            from version 2 on float[inputs] fill where missing values are imputed
/// outputs    byte present, then float[k] mean, float[k] scale
/// text       int bytes, UTF-8
/// </code>
/// Files are not trusted: every size is compared with the bytes that are left before memory is asked for, in 64-bit arithmetic.
/// </remarks>
internal static class NetworkFormat
{
    private const int LeastBytesPerLayer = 2 * sizeof(int);

    /// <exception cref="NotSupportedException">An activation is the user's own, by whose name no reader can find it.</exception>
    public static void Write(ByteWriter bytes, TrainedNetwork network)
    {
        NetworkShape shape = network.Shape;
        bytes.Int32(shape.Inputs);
        bytes.Flag(shape.Layers[0].HasBias);
        bytes.Int32(shape.Layers.Count);
        foreach (LayerShape layer in shape.Layers)
        {
            bytes.Int32(layer.Outputs);
            bytes.Text(NameOf(layer.Activation));
        }

        WriteEmbedding(bytes, shape.Embedding);
        bytes.Int32(shape.ParameterCount);
        bytes.Floats(network.Parameters.Span);
        WriteInputs(bytes, network.Inputs);
        WriteOutputs(bytes, network.Outputs);
    }

    /// <param name="bytes">What stands at the network's first byte.</param>
    /// <param name="version">The format version that the bytes were written in, from <see cref="FormatVersion.Oldest"/> to <see cref="FormatVersion.Newest"/>.</param>
    /// <exception cref="InvalidDataException">The bytes are not those of a network.</exception>
    public static TrainedNetwork Read(CheckedReader bytes, int version)
    {
        NetworkShape shape = ReadShape(bytes, version);
        AlignedFloats parameters = bytes.Aligned(shape.ParameterCount, "parameters");
        InputScaling? inputs = bytes.Flag("input scaling") ? ReadInputs(bytes, shape.Inputs, version) : null;
        OutputScaling? outputs = bytes.Flag("output scaling") ? ReadOutputs(bytes, shape.Outputs) : null;
        return CheckedReader.Decoded(() => new TrainedNetwork(shape, parameters, inputs, outputs));
    }

    private static string NameOf(Activation activation) => Activation.Outputs.Contains(activation)
        ? activation.Name
        : throw new NotSupportedException(
            $"Activation must be one of {string.Join(", ", Activation.Outputs)}, by which a file is read again, but was {activation}.");

    private static void WriteEmbedding(ByteWriter bytes, EmbeddingShape? embedding)
    {
        bytes.Flag(embedding is not null);
        if (embedding is not null)
        {
            bytes.Int32(embedding.Frequencies);
            bytes.Int32(embedding.Outputs);
            bytes.Int32(embedding.Count);
            foreach (int feature in embedding.Features)
            {
                bytes.Int32(feature);
            }
        }
    }

    private static void WriteInputs(ByteWriter bytes, InputScaling? inputs)
    {
        bytes.Flag(inputs is not null);
        if (inputs is not null)
        {
            bytes.Flag(inputs.ImputeMissing);
            bytes.Floats(inputs.Mean.Span);
            bytes.Floats(inputs.Scale.Span);
            bytes.Flag(!inputs.Saturation.IsEmpty);
            bytes.Floats(inputs.Saturation.Span);
            bytes.Floats(inputs.Fill.Span);
        }
    }

    private static void WriteOutputs(ByteWriter bytes, OutputScaling? outputs)
    {
        bytes.Flag(outputs is not null);
        if (outputs is not null)
        {
            bytes.Floats(outputs.Mean.Span);
            bytes.Floats(outputs.Scale.Span);
        }
    }

    private static NetworkShape ReadShape(CheckedReader bytes, int version)
    {
        int inputs = bytes.Int32("number of features", 1, int.MaxValue);
        bool hasBiases = bytes.Flag("biases");
        int layers = bytes.Int32("number of layers", 1, int.MaxValue);
        bytes.Expect(layers, LeastBytesPerLayer, "layers");
        List<int> widths = [];
        List<Activation> activations = [];
        long needed = 0;
        for (int below = inputs; widths.Count < layers; below = widths[^1])
        {
            int width = bytes.Int32("width of a layer", 1, int.MaxValue);
            string activation = bytes.Text("activation");
            widths.Add(width);
            activations.Add(CheckedReader.Decoded(() => Activation.ByName(activation)));
            needed += ((long)below * width) + (hasBiases ? width : 0);    // no overflow: one term is below 2^62 + 2^31, and the line below refuses all large ones
            bytes.Expect(needed, sizeof(float), "parameters");
        }

        EmbeddingShape? embedding = version >= FormatVersion.Embeddings && bytes.Flag("embedding") ? ReadEmbedding(bytes) : null;
        NetworkShape shape = CheckedReader.Decoded(() => new NetworkShape(inputs, widths, activations, hasBiases, embedding));
        bytes.Expect(shape.ParameterCount, sizeof(float), "parameters");
        int count = bytes.Int32("number of parameters", 0, int.MaxValue);
        CheckedReader.Check(count == shape.ParameterCount, Invariant($"{shape.ParameterCount} parameters were expected, but there are {count}"));
        return shape;
    }

    private static EmbeddingShape ReadEmbedding(CheckedReader bytes)
    {
        int waves = bytes.Int32("number of waves", 1, EmbeddingShape.Most), numbers = bytes.Int32("number of an embedding's outputs", 1, EmbeddingShape.Most);
        int count = bytes.Int32("number of embeddings", 1, int.MaxValue);
        bytes.Expect(count, sizeof(int), "embedded features");
        List<int> features = [];
        while (features.Count < count)
        {
            features.Add(bytes.Int32("embedded feature", 0, int.MaxValue));
        }

        return new EmbeddingShape(features, waves, numbers);
    }

    private static InputScaling ReadInputs(CheckedReader bytes, int inputs, int version)
    {
        bool impute = bytes.Flag("imputation");
        float[] mean = bytes.Floats(inputs, "feature means");
        float[] scale = bytes.Floats(inputs, "feature scales");
        float[] saturation = bytes.Flag("saturation") ? bytes.Floats(inputs, "feature saturations") : [];
        float[] fill = impute && version >= FormatVersion.Fillings ? bytes.Floats(inputs, "feature fillings") : [];
        return CheckedReader.Decoded(() => new InputScaling(mean, scale, impute, saturation, fill));
    }

    private static OutputScaling ReadOutputs(CheckedReader bytes, int outputs)
    {
        float[] mean = bytes.Floats(outputs, "output means");
        float[] scale = bytes.Floats(outputs, "output scales");
        return CheckedReader.Decoded(() => new OutputScaling(mean, scale));
    }
}
