using System.Globalization;
using Microsoft.ML.Runtime;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>One line per epoch through <c>MLContext.Log</c>, and the same to the user's own listener.</summary>
internal sealed class EpochLog(IChannel channel, IProgress<EpochRecord>? listener) : IProgress<EpochRecord>
{
    public void Report(EpochRecord value)
    {
        string validation = value.ValidationCost is { } cost ? Text($", validation cost {cost:G6}") : "";
        channel.Info(Text($"Epoch {value.Epoch}: cost {value.Cost:G6}{validation}, learning rate {value.LearningRate:G3}, {value.RowsPerSecond:F0} rows/s"));
        listener?.Report(value);
    }

    /// <summary>The last line of a training: why it stopped, and which epoch's weights it keeps.</summary>
    public static string Summary(TrainingResult result) =>
        Text($"Training stopped after {result.History.Count} epochs ({result.StopReason}); the model has the weights of epoch {result.BestEpoch}.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
