using System.Numerics.Tensors;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Softmax of one row, a_j = e^(z_j − m) / Σ_i e^(z_i − m) with m = max z; the a_j add up to 1.</summary>
/// <remarks>
/// ∂a_i/∂z_j = a_i(1[i=j] − a_j), so Jᵀ·d = a ⊙ (d − ⟨a, d⟩). The shift by the maximum changes nothing on paper and keeps e^z finite.
/// </remarks>
internal sealed class Softmax : Activation
{
    public override string Name => "softmax";

    public override bool IsElementwise => false;

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        TensorPrimitives.Subtract(z, TensorPrimitives.Max(z), a);
        TensorPrimitives.Exp(a, a);
        TensorPrimitives.Divide(a, TensorPrimitives.Sum<float>(a), a);
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        TensorPrimitives.Subtract(delta, TensorPrimitives.Dot(a, delta), delta);
        TensorPrimitives.Multiply(delta, a, delta);
    }

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Softmax", [new("axis", 1L)], z);
}
