namespace MlpTrainer.Engine;

/// <summary>Learns <see cref="OutputScaling"/> from the targets: their weighted mean and standard deviation, 1 for one that never varies.</summary>
internal static class TargetStatistics
{
    public static OutputScaling Learn(TrainingSet set)
    {
        var moments = new RunningMoments(set.TargetWidth);
        for (int row = 0; row < set.RowCount; row++)
        {
            moments.Add(set.Target(row), set.Weight(row));
        }

        float[] mean = new float[set.TargetWidth], scale = new float[set.TargetWidth];
        for (int k = 0; k < mean.Length; k++)
        {
            mean[k] = (float)moments.Mean(k);
            scale[k] = (float)moments.Deviation(k) > 0f ? (float)moments.Deviation(k) : 1f;
        }

        return new OutputScaling(mean, scale);
    }
}
