using MlpTrainer.Engine;

namespace MlpTrainer.Onnx;

/// <summary>Activations as ONNX nodes, composed where operator set 9 has no operator of their own.</summary>
internal static class ActivationGraph
{
    private static readonly Dictionary<Activation, Func<OnnxGraph, string, string>> s_known = new()
    {
        [Activation.Identity] = (_, z) => z,
        [Activation.Sigmoid] = (graph, z) => graph.Node("Sigmoid", z),
        [Activation.Tanh] = (graph, z) => graph.Node("Tanh", z),
        [Activation.Relu] = (graph, z) => graph.Node("Relu", z),
        [Activation.LeakyRelu] = (graph, z) => graph.Node("LeakyRelu", [new("alpha", 0.01f)], z),
        [Activation.Elu] = (graph, z) => graph.Node("Elu", [new("alpha", 1f)], z),
        [Activation.Selu] = (graph, z) => graph.Node("Selu", [new("alpha", (float)1.6732632423543772), new("gamma", (float)1.0507009873554805)], z),
        [Activation.Gelu] = Gelu,
        [Activation.Silu] = (graph, z) => graph.Node("Mul", z, graph.Node("Sigmoid", z)),
        [Activation.Softplus] = Softplus,
        [Activation.Mish] = (graph, z) => graph.Node("Mul", z, graph.Node("Tanh", Softplus(graph, z))),
        [Activation.HardSigmoid] = HardSigmoid,
        [Activation.HardSwish] = (graph, z) => graph.Node("Mul", z, HardSigmoid(graph, z)),
        [Activation.Exponential] = (graph, z) => graph.Node("Exp", z),
        [Activation.Softmax] = (graph, z) => graph.Node("Softmax", [new("axis", 1L)], z),
    };

    /// <summary>Whether a graph can have this activation: not one of the user's own.</summary>
    public static bool Knows(Activation activation) => s_known.ContainsKey(activation);

    /// <summary>Adds a = f(z), [N×n]; gives the name of a.</summary>
    /// <exception cref="NotSupportedException">The activation is not one of ours.</exception>
    public static string Add(OnnxGraph graph, Activation activation, string z) =>
        s_known.TryGetValue(activation, out Func<OnnxGraph, string, string>? nodes)
            ? nodes(graph, z)
            : throw new NotSupportedException(
                $"Activation must be one of {string.Join(", ", s_known.Keys)} to be written as ONNX, but was {activation}.");

    /// <summary>½z·(1 + erf(z/√2)).</summary>
    private static string Gelu(OnnxGraph graph, string z)
    {
        string erf = graph.Node("Erf", graph.Node("Mul", z, graph.Number(0.70710678f)));
        return graph.Node("Mul", graph.Node("Mul", z, graph.Number(0.5f)), graph.Node("Add", erf, graph.Number(1f)));
    }

    /// <summary>max(z, 0) + ln(1 + e^(−|z|)): ONNX defines its own Softplus by e^z, which may overflow.</summary>
    private static string Softplus(OnnxGraph graph, string z)
    {
        string exponential = graph.Node("Exp", graph.Node("Neg", graph.Node("Abs", z)));
        return graph.Node("Add", graph.Node("Relu", z), graph.Node("Log", graph.Node("Add", exponential, graph.Number(1f))));
    }

    private static string HardSigmoid(OnnxGraph graph, string z) =>
        graph.Node("HardSigmoid", [new("alpha", 1f / 6f), new("beta", 0.5f)], z);
}
