namespace MlpTrainer.Engine;

/// <summary>x̂ = z/√(1 + (κz)²): about z near 0, and never beyond ±1/κ, so that one far value cannot rule a row. κ = 0 leaves z as it is.</summary>
/// <remarks>
/// dx̂/dz = (1 + (κz)²)^(−3/2). With κ = 1/3 it is the smooth clipping of Holzmüller, Grinsztajn and Steinwart, "Better by default" (2024);
/// features of which more than one value in 500 lies beyond 4 deviations, such as counts and amounts, do better with κ = 1.
/// </remarks>
internal static class Saturation
{
    /// <summary>κ of most features.</summary>
    public const float Usual = 1f / 3f;

    private const float Strong = 1f;
    private const double LongTail = 1 / 500d;

    /// <summary>Deviations from the centre beyond which a value is far.</summary>
    public const float Far = 4;

    /// <summary>κ for a feature with this share of far values.</summary>
    public static float For(double farShare) => farShare > LongTail ? Strong : Usual;

    /// <summary>x̂ of one value, |z| at most 1e15.</summary>
    public static float Of(float z, float kappa) => z / MathF.Sqrt((kappa * z * (kappa * z)) + 1f);

    /// <summary>dx̂/dz.</summary>
    public static float Slope(float z, float kappa)
    {
        float square = (kappa * z * (kappa * z)) + 1f;
        return 1f / (square * MathF.Sqrt(square));
    }
}
