namespace MlpTrainer.Engine;

/// <summary>Inner products of float vectors, summed in double.</summary>
internal static class InnerProduct
{
    /// <summary>Σ x_i·y_i, in four interleaved sums so that additions do not wait for each other.</summary>
    public static double Of(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        int i = 0;
        for (; i <= x.Length - 4; i += 4)
        {
            sum0 += (double)x[i] * y[i];
            sum1 += (double)x[i + 1] * y[i + 1];
            sum2 += (double)x[i + 2] * y[i + 2];
            sum3 += (double)x[i + 3] * y[i + 3];
        }

        for (; i < x.Length; i++)
        {
            sum0 += (double)x[i] * y[i];
        }

        return sum0 + sum1 + (sum2 + sum3);
    }
}
