namespace MlpTrainer.Engine;

/// <summary>How a member of an ensemble was trained.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Fold">Which fold it held out, from 0 on.</param>
/// <param name="Epochs">How many epochs were trained.</param>
/// <param name="BestEpoch">The one whose weights it has.</param>
/// <param name="ValidationCost">Its cost on the rows that it held out; NaN where it held none.</param>
/// <param name="Weight">Its share in the scores; those of all members add up to 1.</param>
public sealed record EnsembleMember(MemberKind Kind, int Fold, int Epochs, int BestEpoch, double ValidationCost, double Weight)
{
    /// <summary>One record per epoch; empty where a file from before format version 5 keeps none.</summary>
    public IReadOnlyList<EpochRecord> History { get; init; } = [];

    /// <summary>Why its training stopped; null where a file from before format version 5 does not say.</summary>
    public StopReason? StopReason { get; init; }

    private (MemberKind, int, int, int, double, double, StopReason?) Values => (Kind, Fold, Epochs, BestEpoch, ValidationCost, Weight, StopReason);

    /// <summary>Whether all values are equal but the history, whose times no two trainings share.</summary>
    public bool Equals(EnsembleMember? other) => other is not null && Values.Equals(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.GetHashCode();
}
