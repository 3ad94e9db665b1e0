namespace MlpTrainer.Engine;

/// <summary>Learns <see cref="InputScaling"/> from the training rows, by <see cref="ColumnScale"/>.</summary>
internal static class InputStatistics
{
    /// <summary>The scaling that the options ask for, or null where x̂ = x.</summary>
    public static InputScaling? Learn(TrainingSet set, bool standardize, bool imputeMissing, bool saturate = false)
    {
        if (!standardize && !imputeMissing)
        {
            return null;
        }

        int p = set.FeatureCount;
        float[] centre = new float[p], scale = new float[p], fill = new float[p], saturation = new float[saturate && standardize ? p : 0];
        var sample = new ColumnSample(set);
        ColumnRanges? ranges = standardize ? new ColumnRanges(set) : null;
        for (int k = 0; k < p; k++)
        {
            WeightedValues values = sample.Column(k);
            ColumnScale column = ranges is null
                ? new ColumnScale(0, 1, 0, values.Mean())
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
