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

    private sealed class WithoutDerivative : ElementwiseCost
    {
        public override string Name => "without derivative";

        public override Activation Link => Activation.Identity;

        public override double Value(double z, double y) => 1;

        public override double Derivative(double z, double y) => double.NaN;
    }
}
