using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>The standard normal distribution on spans of floats: Φ(z) = ½(1 + erf(z/√2)) and φ(z) = e^(−z²/2)/√(2π).</summary>
/// <remarks>
/// erf x = 1 − (a₁t + a₂t² + a₃t³ + a₄t⁴ + a₅t⁵)·e^(−x²) with t = 1/(1 + p·x) for x ≥ 0, and erf(−x) = −erf x.
/// Source: Abramowitz, Stegun, "Handbook of Mathematical Functions", 7.1.26; absolute error at most 1.5e-7, in float arithmetic 3e-7.
/// One exponential serves both Φ and φ.
/// </remarks>
internal static class NormalDistribution
{
    private const int Block = 256;
    private const float P = 0.3275911f;
    private const float A1 = 0.254829592f;
    private const float A2 = -0.284496736f;
    private const float A3 = 1.421413741f;
    private const float A4 = -1.453152027f;
    private const float A5 = 1.061405429f;
    private const float InverseRootTwo = 0.70710678f;
    private const float InverseRootTwoPi = 0.39894228f;

    /// <summary>Φ(z) and e^(−z²/2) for every z.</summary>
    /// <param name="z">The places [n], any value; NaN gives NaN.</param>
    /// <param name="cumulative">Φ(z) [n], 0 to 1; not z's own memory.</param>
    /// <param name="bell">e^(−z²/2) [n], 0 to 1; times <see cref="DensityScale"/> it is φ(z); not z's own memory.</param>
    public static void Evaluate(ReadOnlySpan<float> z, Span<float> cumulative, Span<float> bell)
    {
        Span<float> buffer = stackalloc float[Block];
        for (int start = 0; start < z.Length; start += Block)
        {
            int count = Math.Min(Block, z.Length - start);
            EvaluateBlock(z.Slice(start, count), cumulative.Slice(start, count), bell.Slice(start, count), buffer[..count]);
        }
    }

    /// <summary>Φ = ½ + copysign(½ − q, z), q = ½(a₁t + … + a₅t⁵)·e^(−z²/2) being the tail beyond |z|.</summary>
    private static void EvaluateBlock(ReadOnlySpan<float> z, Span<float> cumulative, Span<float> bell, Span<float> t)
    {
        TensorPrimitives.Multiply(z, z, bell);
        TensorPrimitives.Multiply(bell, -0.5f, bell);
        TensorPrimitives.Exp(bell, bell);
        TensorPrimitives.Abs(z, t);
        TensorPrimitives.Multiply(t, P * InverseRootTwo, t);
        TensorPrimitives.Add(t, 1f, t);
        TensorPrimitives.Divide(1f, t, t);
        TensorPrimitives.Multiply(t, 0.5f * A5, cumulative);
        TensorPrimitives.Add(cumulative, 0.5f * A4, cumulative);
        TensorPrimitives.MultiplyAdd(cumulative, t, 0.5f * A3, cumulative);
        TensorPrimitives.MultiplyAdd(cumulative, t, 0.5f * A2, cumulative);
        TensorPrimitives.MultiplyAdd(cumulative, t, 0.5f * A1, cumulative);
        TensorPrimitives.Multiply(cumulative, t, cumulative);
        TensorPrimitives.Multiply(cumulative, bell, cumulative);
        TensorPrimitives.Subtract(0.5f, cumulative, cumulative);
        TensorPrimitives.CopySign<float>(cumulative, z, cumulative);
        TensorPrimitives.Add(cumulative, 0.5f, cumulative);
    }

    /// <summary>1/√(2π): φ(0).</summary>
    public static float DensityScale => InverseRootTwoPi;
}
