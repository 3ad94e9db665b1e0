using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Exponential linear unit, a = z for z &gt; 0, else eᶻ − 1 (α = 1).</summary>
/// <remarks>
/// da/dz = 1 for z &gt; 0, else eᶻ = a + 1; continuous at 0.
/// Source: Clevert, Unterthiner, Hochreiter, "Fast and accurate deep network learning by exponential linear units" (2016), eq. 15.
/// </remarks>
internal sealed class Elu() : ExponentialLinear(scale: 1f, saturation: 1f)
{
    public override string Name => "elu";

    public override Initializer DefaultInitializer => Initializer.He;

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Elu", [new("alpha", 1f)], z);
}
