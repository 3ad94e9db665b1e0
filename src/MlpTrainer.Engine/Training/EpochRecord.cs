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
    int Epoch, double Cost, double? ValidationCost, double? ValidationMetric, double LearningRate, double Seconds, double RowsPerSecond)
{
    /// <summary>What training warned of since the record before, in its order; empty (the default) if nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    private (int, double, double?, double?, double, double, double) Values =>
        (Epoch, Cost, ValidationCost, ValidationMetric, LearningRate, Seconds, RowsPerSecond);

    /// <summary>Whether all values and all warnings are equal.</summary>
    public bool Equals(EpochRecord? other) => other is not null && Values.Equals(other.Values) && Warnings.SequenceEqual(other.Warnings);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.GetHashCode();

    /// <summary>The record in words, the same in every culture: "Epoch 3: cost 0.412, validation cost 0.45, learning rate 0.001, 52000 rows/s".</summary>
    public override string ToString()
    {
        string validation = ValidationCost is { } cost ? Invariant($", validation cost {cost:G6}") : "";
        string watched = ValidationMetric is { } metric ? Invariant($", validation metric {metric:G6}") : "";
        string speed = double.IsNaN(RowsPerSecond) ? "" : Invariant($", {RowsPerSecond:F0} rows/s");
        string warnings = Warnings.Count == 0 ? "" : $"; {string.Join(" ", Warnings)}";
        return Invariant($"Epoch {Epoch}: cost {Cost:G6}{validation}{watched}, learning rate {LearningRate:G3}{speed}{warnings}");
    }
}
