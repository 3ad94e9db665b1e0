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
        bell = bell[..z.Length];
        TensorPrimitives.Multiply(z, z, bell);
        TensorPrimitives.Multiply(bell, -0.5f, bell);
        TensorPrimitives.Exp(bell, bell);
        for (int i = 0; i < z.Length; i++)
        {
            float t = 1f / (1f + P * InverseRootTwo * MathF.Abs(z[i]));
            float upperTail = 0.5f * t * (A1 + t * (A2 + t * (A3 + t * (A4 + t * A5)))) * bell[i];
            cumulative[i] = z[i] > 0f ? 1f - upperTail : upperTail;
        }
    }

    /// <summary>1/√(2π): φ(0).</summary>
    public static float DensityScale => InverseRootTwoPi;
}
