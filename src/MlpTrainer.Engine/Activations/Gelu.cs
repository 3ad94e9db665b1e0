using System.Numerics.Tensors;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Gaussian error linear unit, exact: a = z·Φ(z), Φ(z) = ½(1 + erf(z/√2)).</summary>
/// <remarks>
/// da/dz = Φ(z) + z·φ(z), φ(z) = e^(−z²/2)/√(2π). Not the tanh approximation.
/// Source: Hendrycks, Gimpel, "Gaussian error linear units" (2016), §2.
/// </remarks>
internal sealed class Gelu : Activation
{
    private const int Block = 256;

    public override string Name => "gelu";

    public override Initializer DefaultInitializer => Initializer.He;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        Span<float> cumulative = stackalloc float[Block];
        Span<float> bell = stackalloc float[Block];
        for (int start = 0; start < z.Length; start += Block)
        {
            int count = Math.Min(Block, z.Length - start);
            ReadOnlySpan<float> zs = z.Slice(start, count);
            NormalDistribution.Evaluate(zs, cumulative, bell);
            TensorPrimitives.Multiply(zs, cumulative[..count], a[start..]);
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        Span<float> cumulative = stackalloc float[Block];
        Span<float> bell = stackalloc float[Block];
        for (int start = 0; start < delta.Length; start += Block)
        {
            int count = Math.Min(Block, delta.Length - start);
            ReadOnlySpan<float> zs = z.Slice(start, count);
            NormalDistribution.Evaluate(zs, cumulative, bell);
            Span<float> density = bell[..count], slope = cumulative[..count], deltas = delta.Slice(start, count);
            TensorPrimitives.Multiply(density, NormalDistribution.DensityScale, density);
            TensorPrimitives.MultiplyAdd(zs, density, slope, slope);
            TensorPrimitives.Multiply(deltas, slope, deltas);
        }
    }

    /// <summary>½z·(1 + erf(z/√2)).</summary>
    internal override string Describe(OnnxGraph graph, string z)
    {
        string erf = graph.Node("Erf", graph.Node("Mul", z, graph.Number(0.70710678f)));
        return graph.Node("Mul", graph.Node("Mul", z, graph.Number(0.5f)), graph.Node("Add", erf, graph.Number(1f)));
    }
}
