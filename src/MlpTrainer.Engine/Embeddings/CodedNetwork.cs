using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>A network that reads piecewise-linear codes, as an ordinary one that reads features: a first layer of <see cref="CodeUnits"/>, on which its own first layer follows.</summary>
internal static class CodedNetwork
{
    /// <param name="network">The network on codes, with biases.</param>
    /// <param name="codes">The codes.</param>
    /// <param name="inputs">x̂, of which the codes are made; null where it is x.</param>
    public static TrainedNetwork OnFeatures(TrainedNetwork network, PiecewiseCodes codes, InputScaling? inputs)
    {
        var units = new CodeUnits(codes, withPairs: true);
        IReadOnlyList<LayerShape> layers = network.Shape.Layers;
        var shape = new NetworkShape(
            codes.Features, [units.Count, .. layers.Select(layer => layer.Outputs)], [Activation.Relu, .. layers.Select(layer => layer.Activation)]);
        var values = new AlignedFloats(shape.ParameterCount);
        NetworkParameters parameters = NetworkParameters.ForRows(shape, values);
        units.Fill(parameters.Weights(0), parameters.Biases(0), units.Count, 0);
        network.Biases(0).Span.CopyTo(parameters.Biases(1));
        units.Fold(network.Weights(0).Span, layers[0].Outputs, parameters.Weights(1), parameters.Biases(1));
        for (int l = 1; l < layers.Count; l++)
        {
            network.Weights(l).Span.CopyTo(parameters.Weights(l + 1));
            network.Biases(l).Span.CopyTo(parameters.Biases(l + 1));
        }

        return new TrainedNetwork(shape, values, inputs, network.Outputs);
    }
}
