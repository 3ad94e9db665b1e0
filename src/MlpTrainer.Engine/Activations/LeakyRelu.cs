using System.Numerics.Tensors;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Leaky rectified linear unit, a = z for z &gt; 0, else 0.01·z, computed as max(z, 0.01·z).</summary>
/// <remarks>
/// da/dz = 1 for z &gt; 0, else 0.01; at z = 0 we choose 0.01, as PyTorch does. The sign of a is the sign of z, so a alone is enough.
/// Source: Maas, Hannun, Ng, "Rectifier nonlinearities improve neural network acoustic models" (2013), §2.
/// </remarks>
internal sealed class LeakyRelu : Activation
{
    private const int Block = 256;
    private const float Slope = 0.01f;

    public override string Name => "leaky-relu";

    public override Initializer DefaultInitializer => Initializer.He;

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        Span<float> buffer = stackalloc float[Block];
        for (int start = 0; start < z.Length; start += Block)
        {
            ReadOnlySpan<float> zs = z.Slice(start, Math.Min(Block, z.Length - start));
            Span<float> leak = buffer[..zs.Length];
            TensorPrimitives.Multiply(zs, Slope, leak);
            TensorPrimitives.Max(zs, leak, a[start..]);
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        Span<float> buffer = stackalloc float[Block];
        for (int start = 0; start < delta.Length; start += Block)
        {
            Span<float> deltas = delta.Slice(start, Math.Min(Block, delta.Length - start)), slope = buffer[..deltas.Length];
            UnitStep.Evaluate(a.Slice(start, deltas.Length), slope);
            TensorPrimitives.Multiply(slope, 1f - Slope, slope);
            TensorPrimitives.Add(slope, Slope, slope);
            TensorPrimitives.Multiply(deltas, slope, deltas);
        }
    }

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("LeakyRelu", [new("alpha", Slope)], z);
}
