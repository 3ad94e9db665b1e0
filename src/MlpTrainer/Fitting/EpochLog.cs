using Microsoft.ML.Runtime;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>One line per epoch through <c>MLContext.Log</c>, and the record to the user's own listener, with what was warned of since the one before.</summary>
internal sealed class EpochLog(IChannel channel, TrainingWarnings warnings, IProgress<EpochRecord>? listener) : IProgress<EpochRecord>
{
    public void Report(EpochRecord value)
    {
        channel.Info((value with { Warnings = [] }).ToString());            // the log has had the warnings
        listener?.Report(value with { Warnings = warnings.Take() });        // those of reading the rows too
    }

    /// <summary>The last line of a training: why it stopped, and which epoch's weights it keeps.</summary>
    public static string Summary(TrainingResult result) =>
        Invariant($"Training stopped after {result.History.Count} epochs ({result.StopReason}); the model has the weights of epoch {result.BestEpoch}.");

    /// <summary>The same of an ensemble: what it is made of.</summary>
    public static string Summary(EnsembleResult result)
    {
        IEnumerable<string> kinds = result.Members.GroupBy(member => member.Kind).Select(kind => Invariant(
            $"{kind.Count()} {kind.Key} ({kind.Sum(member => member.Weight):0.##} of the scores, epochs {kind.Min(member => member.Epochs)}-{kind.Max(member => member.Epochs)})"));
        return Invariant($"Trained an ensemble of {string.Join(", ", kinds)}; temperature {result.Temperature:0.##}, out-of-fold cost {result.OutOfFoldCost:G5}.");
    }
}
