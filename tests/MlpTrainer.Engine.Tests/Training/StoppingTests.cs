namespace MlpTrainer.Engine.Tests;

/// <summary>Every reason to stop, reported truthfully.</summary>
public class StoppingTests
{
    private static TrainingSet Train => SmallData.Binary(200);

    private static TrainingSet Validation => SmallData.Binary(150, seed: 2);

    [Fact]
    public void AllEpochs()
    {
        TrainingResult result = NetworkTrainer.Train(Train, null, 1, Plain.Options with { HiddenLayers = [5], MaximumNumberOfEpochs = 7 });
        Assert.Equal(StopReason.MaximumEpochs, result.StopReason);
        Assert.Equal(Enumerable.Range(1, 7), result.History.Select(record => record.Epoch));
        Assert.Equal(7, result.BestEpoch);
        Assert.All(result.History, record => Assert.True(record is { ValidationCost: null, ValidationMetric: null, RowsPerSecond: > 0 }));
        Assert.True(result.History[^1].Cost < result.History[0].Cost);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("AUC")]
    [InlineData("accuracy")]
    [InlineData("log-loss")]
    public void EarlyStoppingGoesBackToTheBestWeights(string? name)
    {
        Metric? metric = name is null ? null : Metric.All.Single(m => m.Name == name);
        var options = Plain.Options with
        {
            HiddenLayers = [60],
            Optimizer = new Adam { LearningRate = 0.05f },
            MaximumNumberOfEpochs = 300,
            EarlyStopping = new() { Patience = 4, MinimumImprovement = 0, Metric = metric },
            L2Regularization = 0,
        };
        TrainingResult result = NetworkTrainer.Train(Train, Validation, 1, options);
        Assert.Equal(StopReason.EarlyStopping, result.StopReason);
        Assert.Equal(result.BestEpoch + 4, result.History.Count);
        EpochRecord best = result.History[result.BestEpoch - 1];
        if (metric is { HigherIsBetter: true })
        {
            Assert.Equal(result.History.Max(record => record.ValidationMetric), best.ValidationMetric);
        }
        else
        {
            Assert.Equal(result.History.Min(record => record.ValidationMetric ?? record.ValidationCost), best.ValidationMetric ?? best.ValidationCost);
        }

        float[] outputs = new float[Validation.RowCount], weights = [.. outputs.Select(_ => 1f)];
        result.Network.Score(SmallData.Features(Validation), outputs);
        double actual = (metric ?? Metric.LogLoss).Evaluate(outputs, SmallData.Targets(Validation), weights);
        Assert.Equal((best.ValidationMetric ?? best.ValidationCost)!.Value, actual, 1e-5);
    }

    [Fact]
    public void WithoutValidationTheTrainingCostIsWatched()
    {
        var options = Plain.Options with
        {
            HiddenLayers = [5],
            MaximumNumberOfEpochs = 500,
            EarlyStopping = new() { Patience = 2, MinimumImprovement = 0.02 },
        };
        TrainingResult result = NetworkTrainer.Train(Train, null, 1, options);
        Assert.Equal(StopReason.EarlyStopping, result.StopReason);
        Assert.Equal(result.BestEpoch + 2, result.History.Count);
    }

    [Fact]
    public void AMetricWithoutValidationIsAnError()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => NetworkTrainer.Train(Train, null, 1, Plain.Options with { EarlyStopping = new() { Metric = Metric.Auc } }));
        Assert.Contains("EarlyStopping.Metric must be null without validation rows, but was AUC.", error.Message);
    }

    [Fact]
    public void AMetricThatIsNotDefinedGivesWayToTheCost()
    {
        var oneClass = new TrainingSetBuilder(4, 1);
        oneClass.Add([1, 0, 0, 1], [1]);
        var remarks = new List<string>();
        TrainingResult result = NetworkTrainer.Train(
            Train, oneClass.Build(), 1, Plain.Options with { MaximumNumberOfEpochs = 3, EarlyStopping = new() { Metric = Metric.Auc }, Warn = remarks.Add });
        Assert.Contains("AUC is not defined on the validation rows", Assert.Single(remarks));
        Assert.All(result.History, record => Assert.True(record is { ValidationMetric: null, ValidationCost: > 0 }));
    }

    [Fact]
    public void TheCostTolerance()
    {
        TrainingResult result = NetworkTrainer.Train(Train, null, 1, Plain.Options with { CostTolerance = 0.4, Optimizer = new Adam { LearningRate = 0.01f } });
        Assert.Equal(StopReason.CostTolerance, result.StopReason);
        Assert.True(result.History[^1].Cost <= 0.4 && result.History[^2].Cost > 0.4);
    }

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
        var options = Plain.Options with { BatchSize = 20, CancellationToken = source.Token, CheckAlive = () => Cancel(ref steps, source) };
        TrainingResult result = NetworkTrainer.Train(Train, null, 1, options);
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(25, steps);
        Assert.Equal(3, result.History.Count);
        Assert.Equal(3, result.BestEpoch);
    }

    [Fact]
    public void CancellingBeforeTheFirstStepLeavesTheInitialNetwork()
    {
        TrainingResult result = NetworkTrainer.Train(Train, null, 1, Plain.Options with { CancellationToken = new CancellationToken(canceled: true) });
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Empty(result.History);
        Assert.Equal(0, result.BestEpoch);
    }

    [Fact]
    public void CancellingThrowsWhereAskedTo() =>
        Assert.Throws<OperationCanceledException>(
            () => NetworkTrainer.Train(Train, null, 1, Plain.Options with { CancellationToken = new CancellationToken(canceled: true), ThrowOnCancel = true }));

    [Fact]
    public void AFullBatchOptimizerConverges()
    {
        TrainingResult result = NetworkTrainer.Train(
            Train, Validation, 1, Plain.Options with { HiddenLayers = [], Optimizer = new Lbfgs(), MaximumNumberOfEpochs = 500, L2Regularization = 0.01 });
        Assert.Equal(StopReason.Converged, result.StopReason);
        Assert.True(result.History.Zip(result.History.Skip(1)).All(pair => pair.Second.Cost <= pair.First.Cost));
        Assert.All(result.History, record => Assert.NotNull(record.ValidationCost));
    }

    [Fact]
    public void AFullBatchOptimizerStopsForTheSameReasons()
    {
        var optimizer = new Lbfgs();
        Assert.Equal(StopReason.MaximumEpochs, NetworkTrainer.Train(Train, null, 1, Plain.Options with { Optimizer = optimizer, MaximumNumberOfEpochs = 3 }).StopReason);
        Assert.Equal(StopReason.CostTolerance, NetworkTrainer.Train(Train, null, 1, Plain.Options with { Optimizer = optimizer, CostTolerance = 0.5 }).StopReason);
        Assert.Equal(
            StopReason.Cancelled,
            NetworkTrainer.Train(Train, null, 1, Plain.Options with { Optimizer = optimizer, CancellationToken = new(canceled: true) }).StopReason);
    }

    [Fact]
    public void ProgressIsReportedOncePerEpoch()
    {
        var progress = new Recorder();
        TrainingResult result = NetworkTrainer.Train(Train, Validation, 1, Plain.Options with { MaximumNumberOfEpochs = 4, Progress = progress });
        Assert.Equal(result.History, progress.Records);
        Assert.All(progress.Records, record => Assert.True(record is { ValidationCost: > 0, LearningRate: 0.001f, Seconds: > 0 }));
    }

    private static void Cancel(ref int steps, CancellationTokenSource source)
    {
        if (++steps == 25)
        {
            source.Cancel();
        }
    }

    private sealed class Recorder : IProgress<EpochRecord>
    {
        public List<EpochRecord> Records { get; } = [];

        public void Report(EpochRecord value) => Records.Add(value);
    }
}
