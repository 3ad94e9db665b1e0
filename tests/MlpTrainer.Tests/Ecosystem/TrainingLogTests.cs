using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>What the trainers say while they train, and how they are stopped.</summary>
public class TrainingLogTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Theory, InlineData("MlpBinary"), InlineData("MlpMulticlass"), InlineData("MlpRegression")]
    public void EveryTaskHasAChannelOfItsOwn(string name)
    {
        var lines = new List<(ChannelMessageKind Kind, string Text)>();
        _mlContext.Log += (_, entry) =>
        {
            if (entry.Source == $"{name}; Training")
            {
                lines.Add((entry.Kind, entry.RawMessage));
            }
        };
        Fit(name, Example.View(_mlContext, 200), epochs: 3);
        string[] infos = [.. lines.Where(line => line.Kind == ChannelMessageKind.Info).Select(line => line.Text)];
        Assert.StartsWith("Read 200 rows of 3 features for training (dense, ", infos[0], StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], infos.Where(text => text.StartsWith("Epoch ", StringComparison.Ordinal)).Select(text => int.Parse(text[6..text.IndexOf(':', StringComparison.Ordinal)], null)));
        Assert.StartsWith("Training stopped after 3 epochs (MaximumEpochs)", infos[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Kind is ChannelMessageKind.Warning or ChannelMessageKind.Error);
    }

    [Fact]
    public void SkippedRowsAreCountedByReason()
    {
        List<Example> rows = Example.Rows(100);
        rows[3].Number = float.NaN;
        rows[4].Number = float.PositiveInfinity;
        rows[5].Weight = -1;
        rows[6].Weight = 0;
        rows[7].Weight = float.NaN;
        rows[8].Features = [1, float.NaN, 3];
        rows[9].Features = [1, 2, float.NegativeInfinity];
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        var log = new LogLines(_mlContext);
        Small.Regression(_mlContext, Weighted).Fit(data);
        Small.Regression(_mlContext, options =>
        {
            Weighted(options);
            options.ImputeMissing = false;
        }).Fit(data);
        Assert.Equal(
        [
            "Skipped 6 of 100 rows in training: 2 with a missing or infinite label, 3 with a weight that is not a finite number greater than 0, 1 with infinite features.",
            "Skipped 7 of 100 rows in training: 2 with a missing or infinite label, 3 with a weight that is not a finite number greater than 0, 2 with missing or infinite features.",
        ], log.Warnings.Where(line => line.StartsWith("Skipped", StringComparison.Ordinal)));

        static void Weighted(MlpRegressionTrainer.Options options) =>
            (options.ExampleWeightColumnName, options.MaximumNumberOfEpochs, options.Saturate) = ("Weight", 1, false);
    }

    [Fact]
    public void ACancelledTrainingKeepsItsBestModel()
    {
        using var cancel = new CancellationTokenSource();
        MlpTraining training = Small.Binary(_mlContext, Cancelling(cancel)).Fit(Example.View(_mlContext, 200)).Model.SubModel.Training;
        Assert.Equal(StopReason.Cancelled, training.StopReason);
        Assert.Equal(2, training.History.Count);
    }

    [Fact]
    public void OrThrowsByChoice()
    {
        using var cancel = new CancellationTokenSource();
        MlpBinaryTrainer trainer = Small.Binary(_mlContext, options =>
        {
            Cancelling(cancel)(options);
            options.ThrowOnCancel = true;
        });
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Fit(Example.View(_mlContext, 200)));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void ATokenThatIsCancelledAlreadyIsAnErrorSinceThereIsNoModel(bool throwOnCancel)
    {
        using var cancel = new CancellationTokenSource();
        MlpBinaryTrainer trainer = Small.Binary(_mlContext, options =>
        {
            Cancelling(cancel)(options);
            options.ThrowOnCancel = throwOnCancel;
        });
        cancel.Cancel();
        var error = Assert.ThrowsAny<OperationCanceledException>(() => trainer.Fit(Example.View(_mlContext, 200)));
        Assert.Equal(cancel.Token, error.CancellationToken);
    }

    /// <summary>As AutoML does when a trial has had its time.</summary>
    [Fact]
    public void ACancelledContextEndsTraining()
    {
        int epochs = 0;
        MethodInfo cancel = typeof(MLContext).GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;
        MlpBinaryTrainer trainer = Small.Binary(_mlContext, options => options.Progress = new AfterEpoch(2, () => cancel.Invoke(_mlContext, null), () => epochs++));
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Example.View(_mlContext, 200)));
        Assert.Equal(2, epochs);
    }

    private static Action<MlpBinaryTrainer.Options> Cancelling(CancellationTokenSource cancel) => options =>
        (options.CancellationToken, options.Progress) = (cancel.Token, new AfterEpoch(2, cancel.Cancel));

    private void Fit(string name, IDataView data, int epochs)
    {
        IEstimator<ITransformer> trainer = name switch
        {
            "MlpBinary" => Small.Binary(_mlContext, options => options.MaximumNumberOfEpochs = epochs),
            "MlpMulticlass" => Small.ClassPipeline(_mlContext, options => options.MaximumNumberOfEpochs = epochs),
            _ => Small.Regression(_mlContext, options => options.MaximumNumberOfEpochs = epochs),
        };
        trainer.Fit(data);
    }

    private sealed class AfterEpoch(int epoch, Action act, Action? always = null) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value)
        {
            always?.Invoke();
            if (value.Epoch == epoch)
            {
                act();
            }
        }
    }
}
