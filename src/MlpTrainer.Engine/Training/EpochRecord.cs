namespace MlpTrainer.Engine;

/// <summary>One epoch of training.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Cost">The training cost, averaged over the epoch's batches while the weights moved (dropout included), plus L2 and L1 at its end.</param>
/// <param name="ValidationCost">The cost of the validation rows at its end, without L2 and L1; null without validation.</param>
/// <param name="ValidationMetric">The metric that early stopping watches, on the validation rows; null without one.</param>
/// <param name="LearningRate">The learning rate of its last step.</param>
/// <param name="Seconds">How long it took, validation included.</param>
/// <param name="RowsPerSecond">Rows trained per second, validation not counted.</param>
public sealed record EpochRecord(
    int Epoch, double Cost, double? ValidationCost, double? ValidationMetric, double LearningRate, double Seconds, double RowsPerSecond);
