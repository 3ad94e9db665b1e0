using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Identity, a = z.</summary>
/// <remarks>da/dz = 1.</remarks>
internal sealed class Identity : Activation
{
    public override string Name => "identity";

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a) => z.CopyTo(a);

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
    }

    internal override string Describe(OnnxGraph graph, string z) => z;
}
