namespace MlpTrainer.Engine;

/// <summary>Learns <see cref="InputScaling"/> from the training rows, by <see cref="ColumnScale"/>.</summary>
internal static class InputStatistics
{
    /// <summary>The scaling that the options ask for, or null where x̂ = x.</summary>
    /// <param name="set">The rows.</param>
    /// <param name="standardize">Whether features are scaled.</param>
    /// <param name="imputeMissing">Whether missing ones are filled in.</param>
    /// <param name="saturate">Whether far values saturate.</param>
    /// <param name="share">Whether features that are mostly 0 have one scale in common.</param>
    public static InputScaling? Learn(TrainingSet set, bool standardize, bool imputeMissing, bool saturate = false, bool share = false)
    {
        if (!standardize && !imputeMissing)
        {
            return null;
        }

        int p = set.FeatureCount;
        float[] centre = new float[p], scale = new float[p], fill = new float[p], saturation = new float[saturate && standardize ? p : 0];
        var sample = new ColumnSample(set);
        ColumnRanges? ranges = standardize ? new ColumnRanges(set) : null;
        ColumnScale? shared = standardize && share ? SharedScale.Of(set, sample) : null;
        for (int k = 0; k < p; k++)
        {
            WeightedValues values = sample.Column(k);
            ColumnScale column = ranges is null ? new ColumnScale(0, 1, 0, values.Mean())
                : shared is { } common && SharedScale.IsFor(values, common) ? common
                : ColumnScale.Of(values, ranges.Low(k), ranges.High(k), ranges.HasTwoValues(k), saturate);
            (centre[k], scale[k], fill[k]) = ((float)column.Centre, Finite(column.Scale), (float)column.Fill);
            if (saturation.Length > 0)
            {
                saturation[k] = (float)column.Saturation;
            }
        }

        return new InputScaling(centre, scale, imputeMissing, saturation, imputeMissing ? fill : []);
    }

    /// <summary>A column so narrow that no float is its scale is ignored.</summary>
    private static float Finite(double scale) => float.IsFinite((float)scale) ? (float)scale : 0f;
}
