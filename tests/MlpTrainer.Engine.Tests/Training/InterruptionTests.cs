namespace MlpTrainer.Engine.Tests;

/// <summary>Cancelled, or out of time: when it is noticed, and what comes back.</summary>
public class InterruptionTests
{
    private static TrainingSet Train => SmallData.Binary(200);

    [Fact]
    public void TheTimeBudget()
    {
        TrainingResult result = NetworkTrainer.Train(
            Train, null, 1, Plain.Options with { MaximumNumberOfEpochs = 100_000_000, TimeBudget = TimeSpan.FromMilliseconds(50), HiddenLayers = [5] });
        Assert.Equal(StopReason.TimeBudget, result.StopReason);
        Assert.InRange(result.History.Sum(record => record.Seconds), 0.02, 5);
    }

    [Fact]
    public void CancellingKeepsTheNetworkOfTheStepsMade()
    {
        using var source = new CancellationTokenSource();
        int steps = 0;
        var options = Plain.Options with { BatchSize = 20, CancellationToken = source.Token, CheckAlive = () => Cancel(ref steps, source, at: 25) };
        TrainingResult result = NetworkTrainer.Train(Train, null, 1, options);
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(25, steps);
        Assert.Equal(3, result.History.Count);
        Assert.Equal(3, result.BestEpoch);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void CancellingBeforeTheFirstStepIsAnErrorSinceThereIsNoNetworkToKeep(bool fullBatch, bool throwOnCancel)
    {
        var cancelled = new CancellationToken(canceled: true);
        OperationCanceledException error = Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(
            Train, null, 1, Plain.Options with { Optimizer = fullBatch ? new Lbfgs() : new Adam(), CancellationToken = cancelled, ThrowOnCancel = throwOnCancel }));
        Assert.Equal("Training was cancelled before its first step; there is no network to keep.", error.Message);
        Assert.Equal(cancelled, error.CancellationToken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CancellingLaterThrowsWhereAskedTo(bool fullBatch)
    {
        using var source = new CancellationTokenSource();
        int epochs = 0;
        OperationCanceledException error = Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(Train, null, 1, Plain.Options with
        {
            Optimizer = fullBatch ? new Lbfgs() : new Adam(),
            CancellationToken = source.Token,
            ThrowOnCancel = true,
            Progress = new Recorder(_ => Cancel(ref epochs, source, at: 3)),
        }));
        Assert.Equal((source.Token, 3), (error.CancellationToken, epochs));
    }

    /// <summary>A budget that is used up before training begins: one step, or one iteration, of all rows or of a batch.</summary>
    [Theory]
    [InlineData(false, 20)]
    [InlineData(false, TrainingOptions.FullBatch)]
    [InlineData(true, TrainingOptions.FullBatch)]
    public void OneStepIsMadeHoweverShortTheTime(bool fullBatch, int batchSize)
    {
        int asked = 0;
        var options = Plain.Options with
        {
            Optimizer = fullBatch ? new Lbfgs() : new Adam(),
            TimeBudget = TimeSpan.FromTicks(1),
            BatchSize = batchSize,
            CheckAlive = () => asked++,
            MaximumNumberOfEpochs = 50,
        };
        TrainingResult result = NetworkTrainer.Train(Train, null, 1, options);
        Assert.Equal(StopReason.TimeBudget, result.StopReason);
        Assert.Equal((1, 1), (result.BestEpoch, result.History.Count));
        Assert.True(fullBatch || asked == 1);
        float[] start = [.. NetworkTrainer.Train(Train, null, 1, options with { Optimizer = new Sgd { LearningRate = 1e-30f } }).Network.Parameters.Span];
        Assert.NotEqual(start, result.Network.Parameters.ToArray());
    }

    /// <summary>Between two evaluations of one line search, and between the parts of 2,048 rows of one evaluation.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(5000)]
    public void AFullBatchOptimizerStopsWithinAnIterationWithTheParametersOfTheOneBefore(int rows)
    {
        TrainingSet set = SmallData.Binary(rows);
        var options = Plain.Options with { HiddenLayers = [8], Optimizer = new Lbfgs(), MaximumNumberOfEpochs = 30 };
        List<int> askedAt = [];                                             // how often it was asked until the end of each iteration
        int asked = 0;
        NetworkTrainer.Train(set, null, 1, options with { CheckAlive = () => asked++, Progress = new Recorder(_ => askedAt.Add(asked)) });
        int parts = (rows + 2047) / 2048;
        Assert.All(askedAt, count => Assert.Equal(0, count % parts));
        int iteration = Enumerable.Range(2, 28).First(i => askedAt[i] - askedAt[i - 1] > 1);      // one of more than one part or evaluation

        using var source = new CancellationTokenSource();
        asked = 0;
        TrainingResult result = NetworkTrainer.Train(set, null, 1, options with
        {
            CancellationToken = source.Token,
            CheckAlive = () => Cancel(ref asked, source, at: askedAt[iteration] - 1),
        });
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal((askedAt[iteration] - 1, iteration, iteration), (asked, result.History.Count, result.BestEpoch));
        Compare.SameBits(NetworkTrainer.Train(set, null, 1, options with { MaximumNumberOfEpochs = iteration }).Network.Parameters, result.Network.Parameters);
    }

    /// <summary>All 5,000 rows are one step of three parts; the network is that of the steps before.</summary>
    [Fact]
    public void AStepOnManyRowsIsLeftBetweenItsParts()
    {
        TrainingSet set = SmallData.Binary(5000);
        var options = Plain.Options with { HiddenLayers = [8], BatchSize = TrainingOptions.FullBatch, MaximumNumberOfEpochs = 5 };
        using var source = new CancellationTokenSource();
        int asked = 0;
        TrainingResult result = NetworkTrainer.Train(set, null, 1, options with { CancellationToken = source.Token, CheckAlive = () => Cancel(ref asked, source, at: 8) });
        Assert.Equal((StopReason.Cancelled, 8, 2), (result.StopReason, asked, result.BestEpoch));
        Compare.SameBits(NetworkTrainer.Train(set, null, 1, options with { MaximumNumberOfEpochs = 2 }).Network.Parameters, result.Network.Parameters);
    }

    private static void Cancel(ref int count, CancellationTokenSource source, int at)
    {
        if (++count == at)
        {
            source.Cancel();
        }
    }
}
