using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Scaled exponential linear unit, a = λz for z &gt; 0, else λα(eᶻ − 1), with λ = 1.0507… and α = 1.6733….</summary>
/// <remarks>
/// da/dz = λ for z &gt; 0, else λα·eᶻ = a + λα; at z = 0, where it jumps, we choose λα, as PyTorch does. The constants keep mean 0 and
/// variance 1 through deep networks; LeCun initial weights belong with it.
/// Source: Klambauer et al., "Self-normalizing neural networks" (2017), eq. 2 and 14.
/// </remarks>
internal sealed class Selu() : ExponentialLinear(scale: (float)Lambda, saturation: (float)(Lambda * Alpha))
{
    private const double Lambda = 1.0507009873554804934193349852946;
    private const double Alpha = 1.6732632423543772848170429916717;

    public override string Name => "selu";

    public override Initializer DefaultInitializer => Initializer.LeCun;

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Selu", [new("alpha", (float)Alpha), new("gamma", (float)Lambda)], z);
}
