namespace MlpTrainer.Engine;

/// <summary>Learns <see cref="OutputScaling"/> from the training rows' targets.</summary>
internal static class TargetStatistics
{
    /// <summary>The scaling of each target as a cost wants it, or null for none. A target that never varies gets scale 0: every output is that number.</summary>
    public static OutputScaling? Learn(TrainingSet set, TargetScaling scaling)
    {
        if (scaling == TargetScaling.None)
        {
            return null;
        }

        float[] mean = new float[set.TargetWidth], scale = new float[set.TargetWidth];
        for (int k = 0; k < mean.Length; k++)
        {
            (double centre, double deviation) = Learn(set, k, scaling);
            (mean[k], scale[k]) = ((float)centre, (float)deviation);
        }

        return new OutputScaling(mean, scale);
    }

    /// <summary>A network's own scaling, and where a target never varied when it was learned, that of the new rows: there the network has learned nothing yet.</summary>
    public static OutputScaling? Renew(OutputScaling? own, TrainingSet set, TargetScaling scaling)
    {
        if (own is null || scaling == TargetScaling.None || !own.Scale.Span.Contains(0f))
        {
            return own;
        }

        float[] mean = own.Mean.ToArray(), scale = own.Scale.ToArray();
        for (int k = 0; k < mean.Length; k++)
        {
            if (scale[k] == 0f)
            {
                (double centre, double deviation) = Learn(set, k, scaling);
                (mean[k], scale[k]) = ((float)centre, (float)deviation);
            }
        }

        return new OutputScaling(mean, scale);
    }

    private static (double Centre, double Deviation) Learn(TrainingSet set, int k, TargetScaling scaling)
    {
        (float low, float high) = Range(set, k);
        if (low == high)
        {
            return (low, 0);
        }

        if (scaling == TargetScaling.MedianAndRange)
        {
            ColumnScale column = ColumnScale.Of(Values(set, k), low, high, hasTwoValues: false, saturate: false);
            return column.Scale > 0 ? (column.Centre, Bounded(1 / column.Scale)) : (column.Centre, 1);
        }

        var moments = new RunningMoments(1);
        for (int row = 0; row < set.RowCount; row++)
        {
            moments.Add(set.Target(row).Slice(k, 1), set.Weight(row));
        }

        (double mean, double deviation) = (moments.Mean(0), moments.Deviation(0));
        return scaling == TargetScaling.Mean ? (0, Bounded(mean)) : (mean, Bounded(deviation));
    }

    /// <summary>As a float that is neither 0 nor infinite.</summary>
    private static double Bounded(double deviation) => Math.Clamp(deviation, float.Epsilon, float.MaxValue);

    private static (float Low, float High) Range(TrainingSet set, int k)
    {
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        for (int row = 0; row < set.RowCount; row++)
        {
            (low, high) = (Math.Min(low, set.Target(row)[k]), Math.Max(high, set.Target(row)[k]));
        }

        return (low, high);
    }

    private static WeightedValues Values(TrainingSet set, int k)
    {
        float[] values = new float[set.RowCount], weights = new float[set.RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            (values[row], weights[row]) = (set.Target(row)[k], set.Weight(row));
        }

        return WeightedValues.Sorted(values, weights);
    }
}
