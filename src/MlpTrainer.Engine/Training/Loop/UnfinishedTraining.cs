namespace MlpTrainer.Engine;

/// <summary>Whether training with early stopping was ended by the number of its epochs, while what it watches still gained.</summary>
internal static class UnfinishedTraining
{
    /// <summary>What share of the value must be gained within the epochs of one patience: less is a plateau.</summary>
    private const double LeastGain = 0.01;

    /// <summary>A learning rate that a schedule has brought this low is at its end, and more epochs would be another schedule.</summary>
    private const double LowRate = 0.1;

    /// <summary>Says so; null where there is nothing to say: where the epochs were too few for early stopping ever to end them they were chosen.</summary>
    /// <param name="options">The options.</param>
    /// <param name="watched">What was watched, after the last epoch.</param>
    /// <param name="history">All epochs.</param>
    public static string? Remark(TrainingOptions options, WatchedValue? watched, IReadOnlyList<EpochRecord> history)
    {
        int epochs = history.Count, latest = Math.Max(1, epochs / 50);
        if (watched is null || options.EarlyStopping is not { Patience: int patience } || epochs <= patience || watched.BestEpoch <= epochs - latest
            || history[^1].LearningRate < LowRate * history.Max(record => record.LearningRate))
        {
            return null;
        }

        return watched.GainOver(patience) is { } gain && gain >= LeastGain
            ? Invariant($"Training ended after MaximumNumberOfEpochs, {epochs}, while {watched.Name} still gained, by {100 * gain:g3} % in the last {patience} epochs. Raise MaximumNumberOfEpochs.")
            : null;
    }
}
