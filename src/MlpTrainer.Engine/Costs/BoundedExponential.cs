namespace MlpTrainer.Engine;

/// <summary>e^u up to u = 50, its tangent beyond: e⁵⁰·(1 + u − 50).</summary>
/// <remarks>
/// The costs with a log link need e^u for any pre-activation a network may reach on its way. A mean of e⁵⁰ ≈ 5e21 is far outside any
/// data they are meant for; there the tangent keeps the cost convex, continuous with its slope, and finite, so that the step back is
/// in the right direction instead of an overflow.
/// </remarks>
internal static class BoundedExponential
{
    private const double Bound = 50;

    /// <summary>The function's value.</summary>
    public static double Value(double u) => u <= Bound ? Math.Exp(u) : Math.Exp(Bound) * (1 + (u - Bound));

    /// <summary>The function's slope: e^min(u, 50).</summary>
    public static double Slope(double u) => Math.Exp(Math.Min(u, Bound));
}
