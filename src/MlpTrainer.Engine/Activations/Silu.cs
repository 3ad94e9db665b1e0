using System.Numerics.Tensors;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Sigmoid linear unit (swish), a = z·σ(z).</summary>
/// <remarks>
/// da/dz = σ + z·σ·(1 − σ). z·(1 − σ(z)) is bounded where σ is not 0, so nothing overflows.
/// Source: Elfwing, Uchibe, Doya, "Sigmoid-weighted linear units" (2018), eq. 5 and 6.
/// </remarks>
internal sealed class Silu : Activation
{
    private const int Block = 256;

    public override string Name => "silu";

    public override Initializer DefaultInitializer => Initializer.He;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        Span<float> buffer = stackalloc float[Block];
        for (int start = 0; start < z.Length; start += Block)
        {
            int count = Math.Min(Block, z.Length - start);
            Span<float> sigmoid = buffer[..count];
            TensorPrimitives.Sigmoid(z.Slice(start, count), sigmoid);
            TensorPrimitives.Multiply(z.Slice(start, count), sigmoid, a.Slice(start, count));
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        Span<float> sigmoid = stackalloc float[Block];
        for (int start = 0; start < delta.Length; start += Block)
        {
            int count = Math.Min(Block, delta.Length - start);
            TensorPrimitives.Sigmoid(z.Slice(start, count), sigmoid);
            for (int i = 0; i < count; i++)
            {
                float s = sigmoid[i];
                delta[start + i] *= s + z[start + i] * s * (1f - s);
            }
        }
    }

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Mul", z, graph.Node("Sigmoid", z));
}
