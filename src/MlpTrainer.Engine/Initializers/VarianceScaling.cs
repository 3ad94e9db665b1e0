namespace MlpTrainer.Engine;

/// <summary>Independent weights of mean 0 and a given variance, uniform or normal.</summary>
internal static class VarianceScaling
{
    /// <summary>Uniform on ±√(3·variance), whose variance is the one asked for, or normal.</summary>
    public static void Fill(Span<float> weights, double variance, bool normal, CounterRandom random)
    {
        if (!normal)
        {
            random.FillUniform(weights, Math.Sqrt(3 * variance));
            return;
        }

        double deviation = Math.Sqrt(variance);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(deviation * random.Normal(i));
        }
    }
}
