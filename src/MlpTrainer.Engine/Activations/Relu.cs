using MlpTrainer.Engine.Kernels;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Rectified linear unit, a = max(0, z).</summary>
/// <remarks>da/dz = 1 for z &gt; 0, else 0; at z = 0 we choose 0, as PyTorch does. a &gt; 0 exactly where z &gt; 0, so a is enough.</remarks>
internal sealed class Relu : Activation
{
    public override string Name => "relu";

    public override Initializer DefaultInitializer => Initializer.He;

    public override bool NeedsPreActivation => false;

    internal override bool IsRectifier => true;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a) => Rectifier.Forward(z, a);

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta) =>
        Rectifier.Gate(a, delta);

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Relu", z);
}
