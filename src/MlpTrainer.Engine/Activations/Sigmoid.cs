using System.Numerics.Tensors;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Logistic function, a = σ(z) = 1/(1 + e^−z), in (0, 1).</summary>
/// <remarks>da/dz = a(1 − a). For z below −88 e^−z overflows to ∞ and a is 0, as it should be.</remarks>
internal sealed class Sigmoid : Activation
{
    public override string Name => "sigmoid";

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        if (!z.IsEmpty) // TensorPrimitives refuses empty spans here
        {
            TensorPrimitives.Sigmoid(z, a);
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        for (int i = 0; i < delta.Length; i++)
        {
            delta[i] *= a[i] * (1f - a[i]);
        }
    }

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Sigmoid", z);
}
