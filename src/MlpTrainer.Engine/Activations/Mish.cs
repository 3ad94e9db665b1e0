using System.Numerics.Tensors;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Mish, a = z·tanh(softplus(z)) = z·tanh(ln(1 + eᶻ)).</summary>
/// <remarks>
/// With u = eᶻ and n = u(u + 2): tanh(softplus(z)) = n/(n + 2), one exponential and no logarithm. u is taken of min(z, 20): beyond it the
/// factor is 1 in float, so u² cannot overflow. da/dz = n/(n + 2) + 4z·u(1 + u)/(n + 2)².
/// Source: Misra, "Mish: a self regularized non-monotonic activation function" (2020), eq. 1.
/// </remarks>
internal sealed class Mish : Activation
{
    private const int Block = 256;
    private const float Saturation = 20f;

    public override string Name => "mish";

    public override Initializer DefaultInitializer => Initializer.He;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        Span<float> exponential = stackalloc float[Block];
        for (int start = 0; start < z.Length; start += Block)
        {
            int count = Math.Min(Block, z.Length - start);
            ExponentialOfMinimum(z.Slice(start, count), exponential[..count]);
            for (int i = 0; i < count; i++)
            {
                float n = exponential[i] * (exponential[i] + 2f);
                a[start + i] = z[start + i] * (n / (n + 2f));
            }
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        Span<float> exponential = stackalloc float[Block];
        for (int start = 0; start < delta.Length; start += Block)
        {
            int count = Math.Min(Block, delta.Length - start);
            ExponentialOfMinimum(z.Slice(start, count), exponential[..count]);
            for (int i = 0; i < count; i++)
            {
                float u = exponential[i];
                float n = u * (u + 2f);
                float bend = u / (n + 2f) * ((1f + u) / (n + 2f));
                delta[start + i] *= n / (n + 2f) + 4f * z[start + i] * bend;
            }
        }
    }

    private static void ExponentialOfMinimum(ReadOnlySpan<float> z, Span<float> u)
    {
        TensorPrimitives.Min(z, Saturation, u);
        TensorPrimitives.Exp(u, u);
    }

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Mul", z, graph.Node("Tanh", Softplus.Describe(graph, z)));
}
