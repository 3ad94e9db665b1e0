namespace MlpTrainer.Engine;

/// <summary>What early stopping watches, and the best of it: the metric of the validation rows, without one their cost, without them the training cost.</summary>
/// <remarks>
/// A value that is no finite number is no gain. Until there has been a finite metric, the cost stands in for it, and so the training cost for that
/// of validation; the first finite value of higher rank is a gain whatever it is.
/// </remarks>
internal sealed class WatchedValue(EarlyStopping rule)
{
    private readonly List<(Rank Rank, double Best)> _past = [];
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

    /// <summary>What is watched, in words.</summary>
    public string Name => _rank switch
    {
        Rank.Metric => $"the {rule.Metric}",
        Rank.ValidationCost => "the validation cost",
        _ => "the training cost",
    };

    /// <summary>By what share of it the best value has gained over the last epochs; null where it is not the same value that was watched before them, or was 0.</summary>
    public double? GainOver(int epochs) =>
        _past.Count > epochs && _past[^(epochs + 1)] is var (rank, best) && rank == _rank && best != 0 ? Math.Abs(Best - best) / Math.Abs(best) : null;

    /// <summary>Looks at an epoch.</summary>
    /// <returns>Whether it is a gain: better than the best one by more than <see cref="EarlyStopping.MinimumImprovement"/>·|best|.</returns>
    public bool Gains(EpochRecord record)
    {
        bool gains = Beats(record);
        _past.Add((_rank, Best));
        return gains;
    }

    private bool Beats(EpochRecord record)
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
