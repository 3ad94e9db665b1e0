namespace MlpTrainer.Engine;

/// <summary>What training gives: the network and the story of how it came about.</summary>
/// <param name="Network">The network, all its parameters finite: with early stopping that of the best epoch, else that of the last.</param>
/// <param name="History">One record per epoch.</param>
/// <param name="StopReason">Why training stopped.</param>
/// <param name="BestEpoch">The epoch that <paramref name="Network"/> comes from; 0 where a full-batch optimizer found nothing to improve.</param>
/// <param name="RollBacks">How often training went back because it diverged; see <see cref="DivergenceRule.RollBack"/>.</param>
public sealed record TrainingResult(
    TrainedNetwork Network, IReadOnlyList<EpochRecord> History, StopReason StopReason, int BestEpoch, int RollBacks = 0)
{
    /// <summary>What another training needs to go on where this one ended; null unless <see cref="TrainingOptions.KeepState"/> asked for it.</summary>
    public TrainingState? State { get; init; }
}
