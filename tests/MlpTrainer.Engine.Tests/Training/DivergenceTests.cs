namespace MlpTrainer.Engine.Tests;

public class DivergenceTests
{
    private static TrainingOptions Wild(DivergenceRule rule, Action<string>? warn = null, float rate = 3000f) => Plain.Options with
    {
        HiddenLayers = [10],
        Activation = Activation.Identity,
        Cost = new QuadraticCost(),
        Optimizer = new Sgd { LearningRate = rate },
        MaximumNumberOfEpochs = 10,
        Divergence = rule,
        Warn = warn,
    };

    [Fact]
    public void TrainingStopsAndSaysWhereAndWhatToDo()
    {
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
            () => NetworkTrainer.Train(SmallData.Regression(), null, 1, Wild(DivergenceRule.Stop)));
        Assert.Equal(1, error.Epoch);
        Assert.InRange(error.Step, 2, 19);
        Assert.Equal(3000, error.LearningRate);
        Assert.Contains($"in epoch 1, step {error.Step}, at learning rate 3000. Use a smaller learning rate", error.Message);
    }

    [Fact]
    public void RollingBackHalvesTheLearningRateUntilItWorks()
    {
        var remarks = new List<string>();
        TrainingResult result = NetworkTrainer.Train(SmallData.Regression(), null, 1, Wild(DivergenceRule.RollBack, remarks.Add));
        Assert.True(result.RollBacks > 3);
        Assert.Equal(result.RollBacks, remarks.Count);
        Assert.Contains("goes on from the end of epoch 0 with half the learning rate", remarks[0]);
        Assert.Equal(10, result.History.Count);
        Assert.Equal(3000 / Math.Pow(2, result.RollBacks), result.History[^1].LearningRate, 1e-6);
        Assert.True(result.History[^1].Cost < result.History[0].Cost);
    }

    [Fact]
    public void RollingBackGivesUpInTheEnd() =>
        Assert.Throws<TrainingDivergedException>(
            () => NetworkTrainer.Train(SmallData.Regression(), null, 1, Wild(DivergenceRule.RollBack, rate: 1e30f)));

    [Fact]
    public void SparseTrainingRollsBackToo()
    {
        var options = Plain.Options with
        {
            HiddenLayers = [10],
            Activation = Activation.Identity,
            Cost = new QuadraticCost(),
            Optimizer = new Sgd { LearningRate = 1000f },
            MaximumNumberOfEpochs = 5,
            Divergence = DivergenceRule.RollBack,
        };
        TrainingResult result = NetworkTrainer.Train(SmallData.Binary(features: 30, sparse: true), null, 1, options);
        Assert.True(result.RollBacks > 0);
        Assert.Equal(5, result.History.Count);
    }

    /// <summary>Two good epochs, then a rate that diverges until it is halved often enough.</summary>
    [Theory]
    [InlineData(Reduction.Mean, 50)]
    [InlineData(Reduction.Sum, 50)]
    [InlineData(Reduction.Sum, 100)]
    public void TheEpochGoneBackToIsAGoodOneHoweverCostsAreAddedUp(Reduction reduction, int batchSize)
    {
        var remarks = new List<string>();
        TrainingResult result = NetworkTrainer.Train(SmallData.Regression(), null, 1, Wild(DivergenceRule.RollBack, remarks.Add) with
        {
            Cost = new QuadraticCost { Reduction = reduction },
            StandardizeTargets = true,
            BatchSize = batchSize,
            Schedule = new Burst(from: 3),
            Optimizer = new Sgd { LearningRate = 0.05f / (reduction == Reduction.Sum ? batchSize : 1) },
        });
        Assert.True(result.RollBacks > 0);
        Assert.Contains("goes on from the end of epoch 2 with", remarks[0]);
        Assert.True(result.History[1].Cost < result.History[0].Cost);
    }

    [Fact]
    public void StepsAndEpochsOfAScheduleAgreeAfterARollBackAndTheOptimizersOwnCountGoesBack()
    {
        var schedule = new Burst(from: 3);
        var optimizer = new Numbered { LearningRate = 0.05f };
        TrainingResult result = NetworkTrainer.Train(SmallData.Regression(), null, 1, Wild(DivergenceRule.RollBack) with
        {
            StandardizeTargets = true,
            BatchSize = 50,
            Schedule = schedule,
            Optimizer = optimizer,
            MaximumNumberOfEpochs = 5,
        });
        Assert.True(result.RollBacks > 0);
        Assert.All(schedule.Times, time => Assert.Equal(time.Epoch, ((time.Step - 1) / 6) + 1));
        Assert.Equal(30, schedule.Times[^1].Step);
        Assert.True(schedule.Times.Count > 30);
        Assert.Equal(Enumerable.Range(1, 12).Select(step => (long)step), optimizer.Steps.Take(12));
        Assert.Equal(result.RollBacks, optimizer.Steps.Zip(optimizer.Steps.Skip(1)).Count(pair => pair is ( > 12, 13)));
        Assert.Equal([1, 2, 3, 4, 5], result.History.Select(record => record.Epoch));
    }

    [Fact]
    public void TrainingThatEndsAfterARollBackNamesTheEpochItHasGoneBackTo()
    {
        using var source = new CancellationTokenSource();
        TrainingResult result = NetworkTrainer.Train(SmallData.Regression(), null, 1, Wild(DivergenceRule.RollBack, _ => source.Cancel()) with
        {
            StandardizeTargets = true,
            BatchSize = 50,
            Schedule = new Burst(from: 3),
            Optimizer = new Sgd { LearningRate = 0.05f },
            CancellationToken = source.Token,
        });
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal((2, 2), (result.BestEpoch, result.History.Count));
    }

    /// <summary>Weights of 2·10²⁰ have a square that no float holds.</summary>
    [Theory]
    [InlineData("sgd")]
    [InlineData("lbfgs")]
    public void APenaltyThatIsNotFiniteIsADivergence(string optimizer)
    {
        var options = Plain.Options with
        {
            HiddenLayers = [],
            Cost = new AbsoluteCost(),
            Optimizer = Optimizer.All.Single(o => o.Name == optimizer),
            L2Regularization = 1e-30,
            MaximumNumberOfEpochs = 2,
            Initializer = new CustomInitializer((weights, _, _, _) => weights.Fill(2e20f)),
        };
        Assert.Throws<TrainingDivergedException>(() => NetworkTrainer.Train(SmallData.Regression(), null, 1, options));
    }

    [Fact]
    public void ACostThatIsNeverFiniteStopsAFullBatchOptimizerToo()
    {
        var options = Plain.Options with
        {
            HiddenLayers = [],
            Cost = new QuadraticCost(),
            Optimizer = new Lbfgs(),
            Initializer = new CustomInitializer((weights, _, _, _) => weights.Fill(3e38f)),
        };
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => NetworkTrainer.Train(SmallData.Regression(), null, 1, options));
        Assert.EndsWith("in iteration 1 of lbfgs. Standardize the features, choose smaller initial weights, or another optimizer.", error.Message);
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("lbfgs")]
    public void AFiniteCostWhoseDerivativeIsNotANumberReturnsNoNetwork(string optimizer)
    {
        var options = Plain.Options with { HiddenLayers = [3], Cost = new WithoutDerivative(), Optimizer = Optimizer.All.Single(o => o.Name == optimizer) };
        Assert.Throws<TrainingDivergedException>(() => NetworkTrainer.Train(SmallData.Regression(), null, 1, options));
    }

    /// <summary>1, and from an epoch on a thousand.</summary>
    private sealed class Burst(int from) : Schedule
    {
        public List<ScheduleTime> Times { get; } = [];

        public override string Name => "burst";

        public override double Factor(in ScheduleTime time)
        {
            Times.Add(time);
            return time.Epoch >= from ? 1000 : 1;
        }
    }

    /// <summary>Plain steps that remember their number.</summary>
    private sealed class Numbered : StepOptimizer
    {
        public List<long> Steps { get; } = [];

        public override string Name => "numbered";

        public override int StateCount => 0;

        protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        {
            if (Steps.LastOrDefault() != step.Step)
            {
                Steps.Add(step.Step);
            }

            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] -= step.LearningRate * gradient[i];
            }
        }
    }

    private sealed class WithoutDerivative : ElementwiseCost
    {
        public override string Name => "without derivative";

        public override Activation Link => Activation.Identity;

        public override double Value(double z, double y) => 1;

        public override double Derivative(double z, double y) => double.NaN;
    }
}
