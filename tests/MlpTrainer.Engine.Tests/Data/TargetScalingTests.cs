namespace MlpTrainer.Engine.Tests;

/// <summary>Targets of any unit train alike, a few far ones rule no robust cost, and one number in all rows is predicted exactly.</summary>
public class TargetScalingTests
{
    [Fact]
    public void TargetsAreScaledInsideAndOutputsComeBackInTheirUnits()
    {
        TrainingSet set = SmallData.Regression(500);
        TrainingResult result = NetworkTrainer.Train(set, set, 1, Options(new QuadraticCost()) with { MaximumNumberOfEpochs = 100 });
        Assert.InRange(result.History[0].Cost, 0.1, 2);                     // in units of the targets' variance
        float[] targets = SmallData.Targets(set), outputs = new float[targets.Length], weights = [.. targets.Select(_ => 1f)];
        Assert.Equal(targets.Average(), result.Network.Outputs!.Mean.Span[0], 1e-3f);
        result.Network.Score(SmallData.Features(set), outputs);
        Assert.True(Metric.RSquared.Evaluate(outputs, targets, weights) > 0.99);
        double rmse = Metric.Rmse.Evaluate(outputs, targets, weights);
        Assert.Equal(result.History[^1].ValidationCost!.Value, Math.Pow(rmse / result.Network.Outputs.Scale.Span[0], 2), 1e-5);
    }

    public static TheoryData<Cost> RegressionCosts => [.. Cost.All.Where(cost => cost.TargetScaling != TargetScaling.None)];

    [Theory, MemberData(nameof(RegressionCosts))]
    public void ATargetOfOneNumberIsPredictedExactly(Cost cost)
    {
        foreach (float constant in (float[])[1e-6f, 5f, 1e9f])
        {
            TrainingSet set = Rows(100, (_, _) => constant);
            TrainedNetwork network = NetworkTrainer.Train(set, null, 1, Options(cost) with { MaximumNumberOfEpochs = 3 }).Network;
            Assert.All(Scores(network, set), score => Assert.Equal(constant, score));
        }
    }

    [Fact]
    public void TrainingGoesOnFromOneNumberToOthers()
    {
        TrainedNetwork constant = NetworkTrainer.Train(Rows(100, (_, _) => 4), null, 1, Options(new QuadraticCost())).Network;
        TrainingSet others = Rows(200, (a, b) => 10 + a);
        TrainedNetwork network = NetworkTrainer.Train(others, null, 1, Options(new QuadraticCost()) with { MaximumNumberOfEpochs = 60 }, constant).Network;
        float[] targets = SmallData.Targets(others);
        Assert.True(Metric.RSquared.Evaluate(Scores(network, others), targets, [.. targets.Select(_ => 1f)]) > 0.95);
    }

    [Theory, MemberData(nameof(RegressionCosts))]
    public void TheUnitOfATargetMakesNoDifference(Cost cost)
    {
        double[] rSquared = [.. ((double[])[1e-30, 1e-3, 1, 1e6, 1e30]).Select(unit =>
        {
            TrainingSet set = Rows(400, (a, b) => (float)(unit * Math.Exp(a + (0.5 * b))));
            TrainedNetwork network = NetworkTrainer.Train(set, null, 1, Options(cost) with { MaximumNumberOfEpochs = 60 }).Network;
            float[] targets = [.. SmallData.Targets(set).Select(y => (float)(y / unit))];
            float[] scores = [.. Scores(network, set).Select(y => (float)(y / unit))];
            return Metric.RSquared.Evaluate(scores, targets, [.. targets.Select(_ => 1f)]);
        })];
        Assert.All(rSquared, value => Assert.Equal(rSquared[2], value, 0.02));
        Assert.True(rSquared[2] > 0.85, $"{cost}: {rSquared[2]}");
    }

    public static TheoryData<Cost> RobustCosts => [new AbsoluteCost(), new HuberCost(), new LogCoshCost(), new QuantileCost()];

    [Theory, MemberData(nameof(RobustCosts))]
    public void OneFarTargetLeavesTheOthersAsTheyAre(Cost cost)
    {
        TrainingSet set = Rows(600, (a, b) => a + b, farRow: 17, farTarget: 1e6f);
        TrainedNetwork network = NetworkTrainer.Train(set, null, 1, Options(cost) with { MaximumNumberOfEpochs = 150 }).Network;
        float[] targets = SmallData.Targets(set), scores = Scores(network, set);
        (targets[17], scores[17]) = (0, 0);
        double rSquared = Metric.RSquared.Evaluate(scores, targets, [.. targets.Select(_ => 1f)]);
        Assert.True(rSquared > 0.97, $"{rSquared}");
    }

    [Fact]
    public void NothingIsScaledWhereThatIsTurnedOffOrTheCostKnowsNoScale()
    {
        TrainingSet set = SmallData.Regression(50);
        Assert.Null(NetworkTrainer.Train(set, null, 1, Options(new QuadraticCost()) with { StandardizeTargets = false, MaximumNumberOfEpochs = 1 }).Network.Outputs);
        Assert.Null(NetworkTrainer.Train(SmallData.Binary(50), null, 1, Plain.Options with { MaximumNumberOfEpochs = 1 }).Network.Outputs);
    }

    [Fact]
    public void StatisticsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new OutputScaling([0], [-1]));
        Assert.Throws<ArgumentException>(() => new OutputScaling([float.PositiveInfinity], [1]));
        float[] outputs = [3, -3, 3, -3];
        new OutputScaling([7, 1e38f], [0, 3e38f]).Apply(outputs);
        Assert.Equal([7, float.MinValue, 7, float.MinValue], outputs);
    }

    private static TrainingOptions Options(Cost cost) =>
        Plain.Options with { HiddenLayers = [30], Cost = cost, Optimizer = new Adam { LearningRate = 0.01f }, StandardizeTargets = null, BatchSize = 32 };

    private static TrainingSet Rows(int count, Func<float, float, float> target, int farRow = -1, float farTarget = 0)
    {
        var random = new Random(8);
        var builder = new TrainingSetBuilder(2, 1);
        for (int i = 0; i < count; i++)
        {
            (float a, float b) = (random.NextSingle() - 0.5f, random.NextSingle() - 0.5f);
            builder.Add([a, b], [i == farRow ? farTarget : target(a, b)]);
        }

        return builder.Build();
    }

    private static float[] Scores(TrainedNetwork network, TrainingSet set)
    {
        float[] scores = new float[set.RowCount];
        network.Score(SmallData.Features(set), scores);
        return scores;
    }
}
