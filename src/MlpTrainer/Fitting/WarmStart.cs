using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>Says whether a model can be trained on: it must have the layers that the options describe.</summary>
internal static class WarmStart
{
    public static NetworkShape Wanted(int features, MlpOptions options, int outputs, Cost cost)
    {
        IEnumerable<Activation> hidden = options.LayerActivations ?? options.HiddenLayers.Select(_ => options.Activation);
        return new NetworkShape(features, [.. options.HiddenLayers, outputs], [.. hidden, cost.Link], options.UseBiases);
    }

    /// <summary>A shape in words, with what its own text leaves out.</summary>
    public static string Describe(NetworkShape shape) => $"{shape}{(shape.Layers[0].HasBias ? "" : " without biases")}";
}
