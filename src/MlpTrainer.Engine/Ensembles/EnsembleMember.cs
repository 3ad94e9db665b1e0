namespace MlpTrainer.Engine;

/// <summary>How a member of an ensemble was trained.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Fold">Which fold it held out, from 0 on.</param>
/// <param name="Epochs">How many epochs were trained.</param>
/// <param name="BestEpoch">The one whose weights it has.</param>
/// <param name="ValidationCost">Its cost on the rows that it held out; NaN where it held none.</param>
/// <param name="Weight">Its share in the scores; those of all members add up to 1.</param>
public sealed record EnsembleMember(MemberKind Kind, int Fold, int Epochs, int BestEpoch, double ValidationCost, double Weight);
