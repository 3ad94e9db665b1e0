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

    private const int MostIterations = 50;
    private const float Strong = 1f;
    private const double LongTail = 1 / 500d;

    /// <summary>Deviations from the centre beyond which a value is far.</summary>
    public const float Far = 4;

    /// <summary>κ for a feature with this share of far values.</summary>
    public static float For(double farShare) => farShare > LongTail ? Strong : Usual;

    /// <summary>x̂ of one value, |z| at most 1e15.</summary>
    public static float Of(float z, float kappa) => z / MathF.Sqrt((kappa * z * (kappa * z)) + 1f);

    /// <summary>x̂ of one value, in double.</summary>
    public static double Of(double z, double kappa) => z / Math.Sqrt(1 + (kappa * z * kappa * z));

    /// <summary>The c at which the mean of the saturated z − c is 0, by Newton's method from 0, each step at most one deviation.</summary>
    public static double Location(WeightedValues z, double kappa)
    {
        double location = 0;
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double sum = 0, slope = 0;
            for (int i = 0; i < z.Values.Length; i++)
            {
                double bent = Of(z.Values[i] - location, kappa), bend = kappa * bent;
                sum += z.Weights[i] * bent;
                slope += z.Weights[i] * Math.Pow(1 - (bend * bend), 1.5);    // dx̂/dz, by x̂
            }

            double step = Math.Clamp(sum / slope, -1, 1);
            location += step;
            if (Math.Abs(step) < 1e-9)
            {
                break;
            }
        }

        return location;
    }

    /// <summary>dx̂/dz.</summary>
    public static float Slope(float z, float kappa)
    {
        float square = (kappa * z * (kappa * z)) + 1f;
        return 1f / (square * MathF.Sqrt(square));
    }
}
