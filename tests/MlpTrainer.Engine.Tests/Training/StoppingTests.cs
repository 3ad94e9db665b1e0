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
            EarlyStopping = new() { Patience = 2, MinimumImprovement = 0.03 },
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

    /// <summary>R² of targets that never vary is not defined, in any epoch.</summary>
    [Fact]
    public void SoDoesR2OfConstantTargets()
    {
        var constant = new TrainingSetBuilder(3, 1);
        constant.Add([1, 0, 0], [40]);
        constant.Add([0, 1, 1], [40]);
        var remarks = new List<string>();
        TrainingResult result = NetworkTrainer.Train(SmallData.Regression(), constant.Build(), 1, Plain.Options with
        {
            Cost = new QuadraticCost(),
            StandardizeTargets = true,
            MaximumNumberOfEpochs = 5,
            EarlyStopping = new() { Metric = Metric.RSquared },
            Warn = remarks.Add,
        });
        Assert.StartsWith("R² is not defined on the validation rows, but was NaN in epoch 1", Assert.Single(remarks));
        Assert.Equal(result.History.MinBy(record => record.ValidationCost)!.Epoch, result.BestEpoch);
    }

    /// <summary>A cost that is NaN for every validation row and any number for the others.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AValidationCostThatIsNeverANumberIsReportedAndTheTrainingCostWatched(bool fullBatch)
    {
        var remarks = new List<string>();
        var marked = new TrainingSetBuilder(3, 1);
        marked.Add([1, 0, 0], [NoCostAt.Target]);
        TrainingResult result = NetworkTrainer.Train(SmallData.Regression(), marked.Build(), 1, Plain.Options with
        {
            HiddenLayers = [],
            Cost = new NoCostAt(),
            Optimizer = fullBatch ? new Lbfgs() : new Adam { LearningRate = 1f },
            Warn = remarks.Add,
            EarlyStopping = new() { Patience = 3, MinimumImprovement = 0.01 },
            MaximumNumberOfEpochs = 10_000,
        });
        Assert.StartsWith("The validation cost of epoch 1 was NaN. Such an epoch counts as one without a gain", remarks[0]);
        Assert.Single(remarks);
        Assert.NotEqual(StopReason.MaximumEpochs, result.StopReason);
        Assert.True(result.BestEpoch > 1);
        Assert.True(result.History[result.BestEpoch - 1].Cost < 0.7 * result.History[0].Cost);
        Assert.All(result.History, record => Assert.True(double.IsNaN(record.ValidationCost!.Value)));
    }

    /// <summary>Linear regression without noise, its targets in other units: the same epochs.</summary>
    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1e3f)]
    public void EarlyStoppingIsTheSameInAnyUnitOfTheTargets(float unit)
    {
        TrainingResult one = Linear(1f), other = Linear(unit);
        Assert.Equal(StopReason.EarlyStopping, one.StopReason);
        Assert.Equal(one.History.Count, other.History.Count);
        Assert.True(one.History.Count > 20);
        Assert.Equal(one.History[^1].Cost * unit * unit, other.History[^1].Cost, one.History[^1].Cost * unit * unit * 1e-2);
    }

    [Fact]
    public void TheCostTolerance()
    {
        TrainingResult result = NetworkTrainer.Train(Train, null, 1, Plain.Options with { CostTolerance = 0.4, Optimizer = new Adam { LearningRate = 0.01f } });
        Assert.Equal(StopReason.CostTolerance, result.StopReason);
        Assert.True(result.History[^1].Cost <= 0.4 && result.History[^2].Cost > 0.4);
    }

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
    }

    [Fact]
    public void ProgressIsReportedOncePerEpoch()
    {
        var progress = new Recorder();
        TrainingResult result = NetworkTrainer.Train(Train, Validation, 1, Plain.Options with { MaximumNumberOfEpochs = 4, Progress = progress });
        Assert.Equal(result.History, progress.Records);
        Assert.All(progress.Records, record => Assert.True(record is { ValidationCost: > 0, LearningRate: 0.001f, Seconds: > 0 }));
    }

    private static TrainingResult Linear(float unit)
    {
        var random = new Random(2);
        var builder = new TrainingSetBuilder(2, 1);
        for (int i = 0; i < 200; i++)
        {
            float[] x = [random.NextSingle(), random.NextSingle()];
            builder.Add(x, [unit * ((3 * x[0]) - x[1] + (0.2f * random.NextSingle()))]);
        }

        return NetworkTrainer.Train(builder.Build(), null, 1, Plain.Options with
        {
            HiddenLayers = [],
            Cost = new QuadraticCost(),
            Optimizer = new Sgd { LearningRate = 0.05f },
            L2Regularization = 0,
            BatchSize = TrainingOptions.FullBatch,
            Initializer = new CustomInitializer((weights, _, _, _) => weights.Clear()),
            EarlyStopping = new() { Patience = 2 },
            MaximumNumberOfEpochs = 5000,
        });
    }

    /// <summary>½(z − y)², and NaN for one target.</summary>
    private sealed class NoCostAt : ElementwiseCost
    {
        public const float Target = 12_345f;

        public override string Name => "no cost at 12345";

        public override Activation Link => Activation.Identity;

        public override double Value(double z, double y) => y == Target ? double.NaN : 0.5 * (z - y) * (z - y);

        public override double Derivative(double z, double y) => z - y;
    }
}
