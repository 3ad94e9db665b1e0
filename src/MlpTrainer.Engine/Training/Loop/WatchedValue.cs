namespace MlpTrainer.Engine;

/// <summary>What early stopping watches, and the best of it: the metric of the validation rows, without one their cost, without them the training cost.</summary>
/// <remarks>
/// A value that is no finite number is no gain. Until there has been a finite metric, the cost stands in for it, and so the training cost for that
/// of validation; the first finite value of higher rank is a gain whatever it is.
/// </remarks>
internal sealed class WatchedValue(EarlyStopping rule)
{
    private Rank _rank = Rank.None;

    /// <summary>What is watched, the most telling first.</summary>
    private enum Rank
    {
        Metric,
        ValidationCost,
        Cost,
        None,
    }

    /// <summary>The epoch of the last gain; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Its value; NaN before the first.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>Looks at an epoch.</summary>
    /// <returns>Whether it is a gain: better than the best one by more than <see cref="EarlyStopping.MinimumImprovement"/>·|best|.</returns>
    public bool Gains(EpochRecord record)
    {
        (Rank rank, double value) = Of(record);
        if (rank > _rank || rank == Rank.None || (rank == _rank && !(Gain(value) > rule.MinimumImprovement * Math.Abs(Best))))
        {
            return false;
        }

        (_rank, Best, BestEpoch) = (rank, value, record.Epoch);
        return true;
    }

    private static (Rank Rank, double Value) Of(EpochRecord record) =>
        IsFinite(record.ValidationMetric) ? (Rank.Metric, record.ValidationMetric!.Value)
        : IsFinite(record.ValidationCost) ? (Rank.ValidationCost, record.ValidationCost!.Value)
        : double.IsFinite(record.Cost) ? (Rank.Cost, record.Cost)
        : (Rank.None, double.NaN);

    private static bool IsFinite(double? value) => value is { } number && double.IsFinite(number);

    private double Gain(double value) => _rank == Rank.Metric && rule.Metric is { HigherIsBetter: true } ? value - Best : Best - value;
}
