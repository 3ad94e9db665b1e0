using System.Numerics.Tensors;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Softplus, a = ln(1 + eᶻ), greater than 0.</summary>
/// <remarks>
/// Computed as max(z, 0) + ln(1 + u) with u = e^(−|z|) ≤ 1, which cannot overflow; ln(1 + u) as ln(w)·u/(w − 1), w = 1 + u rounded,
/// which keeps its digits for small u (Kahan's trick; Higham, "Accuracy and Stability of Numerical Algorithms", §1.14.1).
/// da/dz = σ(z). Source: Dugas et al., "Incorporating second-order functional knowledge" (2001), §3.
/// </remarks>
internal sealed class Softplus : Activation
{
    private const int Block = 256;

    public override string Name => "softplus";

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        Span<float> exponential = stackalloc float[Block];
        Span<float> logarithm = stackalloc float[Block];
        for (int start = 0; start < z.Length; start += Block)
        {
            int count = Math.Min(Block, z.Length - start);
            Span<float> u = exponential[..count];
            Span<float> log = logarithm[..count];
            TensorPrimitives.Abs(z.Slice(start, count), u);
            TensorPrimitives.Negate(u, u);
            TensorPrimitives.Exp(u, u);
            TensorPrimitives.Add(u, 1f, log);
            TensorPrimitives.Log(log, log);
            for (int i = 0; i < count; i++)
            {
                float w = 1f + u[i];
                a[start + i] = MathF.Max(z[start + i], 0f) + (w == 1f ? u[i] : log[i] * (u[i] / (w - 1f)));
            }
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        Span<float> sigmoid = stackalloc float[Block];
        for (int start = 0; start < delta.Length; start += Block)
        {
            int count = Math.Min(Block, delta.Length - start);
            Span<float> deltas = delta.Slice(start, count);
            TensorPrimitives.Sigmoid(z.Slice(start, count), sigmoid);
            TensorPrimitives.Multiply(deltas, sigmoid[..count], deltas);
        }
    }

    /// <summary>max(z, 0) + ln(1 + e^(−|z|)): ONNX defines its own Softplus by e^z, which may overflow.</summary>
    internal override string Describe(OnnxGraph graph, string z)
    {
        string exponential = graph.Node("Exp", graph.Node("Neg", graph.Node("Abs", z)));
        return graph.Node("Add", graph.Node("Relu", z), graph.Node("Log", graph.Node("Add", exponential, graph.Number(1f))));
    }
}
