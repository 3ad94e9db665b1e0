namespace MlpTrainer.Engine;

/// <summary>Learns <see cref="InputScaling"/> in one pass over the rows.</summary>
/// <remarks>
/// Weighted Welford: W ← W + w; d = x − mean; mean ← mean + d·w/W; M₂ ← M₂ + w·d·(x − mean); variance M₂/W (West, "Updating mean and variance
/// estimates", 1979). Missing values are left out. Sparse rows are not centred; their features are divided by the root mean square of their
/// non-zero values, so that a value of usual size becomes about 1 however rare it is.
/// </remarks>
internal static class InputStatistics
{
    /// <summary>A deviation this small beside the mean is rounding noise of float: the feature is constant.</summary>
    private const double ConstantDeviation = 1e-7;

    /// <summary>The scaling that the options ask for, or null where x̂ = x.</summary>
    public static InputScaling? Learn(TrainingSet set, bool standardize, bool imputeMissing, bool saturate = false)
    {
        if (!standardize && !imputeMissing)
        {
            return null;
        }

        float[] mean = new float[set.FeatureCount], scale = new float[set.FeatureCount];
        Array.Fill(scale, 1f);
        if (standardize && set.IsSparse)
        {
            LearnSparse(set, scale);
        }
        else if (standardize)
        {
            LearnDense(set, mean, scale);
        }

        if (!standardize || !saturate)
        {
            return new InputScaling(mean, scale, imputeMissing);
        }

        float[] saturation = new SaturationStatistics(set, mean, scale).Learn();
        return new InputScaling(mean, scale, imputeMissing, saturation);
    }

    private static void LearnDense(TrainingSet set, float[] mean, float[] scale)
    {
        var moments = new RunningMoments(set.FeatureCount);
        for (int row = 0; row < set.RowCount; row++)
        {
            moments.Add(set.Store.Dense![set.Place(row)], set.Weight(row));
        }

        for (int k = 0; k < mean.Length; k++)
        {
            double deviation = moments.Deviation(k);
            mean[k] = (float)moments.Mean(k);
            scale[k] = deviation > ConstantDeviation * Math.Abs(moments.Mean(k)) ? Inverse(deviation) : 0f;
        }
    }

    private static void LearnSparse(TrainingSet set, float[] scale)
    {
        double[] squares = new double[scale.Length], weights = new double[scale.Length];
        SparseRows rows = set.Store.Sparse!;
        for (int row = 0; row < set.RowCount; row++)
        {
            int place = set.Place(row);
            ReadOnlySpan<int> indices = rows.Indices(place);
            ReadOnlySpan<float> values = rows.Values(place);
            for (int i = 0; i < indices.Length; i++)
            {
                if (values[i] != 0f && !float.IsNaN(values[i]))
                {
                    squares[indices[i]] += (double)set.Weight(row) * values[i] * values[i];
                    weights[indices[i]] += set.Weight(row);
                }
            }
        }

        for (int k = 0; k < scale.Length; k++)
        {
            scale[k] = squares[k] > 0 ? Inverse(Math.Sqrt(squares[k] / weights[k])) : 0f;
        }
    }

    public static float Inverse(double deviation) => float.IsFinite((float)(1 / deviation)) ? (float)(1 / deviation) : 0f;
}
