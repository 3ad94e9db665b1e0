using System.Numerics.Tensors;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Exponential, a = eᶻ, greater than 0: the inverse of the log link of Poisson, Gamma and Tweedie regression.</summary>
/// <remarks>
/// For output layers only: it doubles every 0.7 units, so hidden layers would overflow. From z = 88.73 on a is +∞ in float; the costs with
/// a log link work on z and do not pass through it. da/dz = a; a alone is enough.
/// </remarks>
internal sealed class Exponential : Activation
{
    public override string Name => "exponential";

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a) => TensorPrimitives.Exp(z, a);

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta) =>
        TensorPrimitives.Multiply(delta, a, delta);

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Exp", z);
}
