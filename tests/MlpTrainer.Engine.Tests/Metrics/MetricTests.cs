namespace MlpTrainer.Engine.Tests;

public class MetricTests
{
    [Fact]
    public void AucIsTheShareOfPairsInTheRightOrder()
    {
        var random = new Random(1);
        float[] scores = [.. Enumerable.Range(0, 60).Select(_ => random.Next(20) / 20f)];       // with ties
        float[] targets = [.. scores.Select(score => random.NextSingle() < score ? 1f : 0f)], weights = [.. scores.Select(_ => random.NextSingle() + 0.1f)];
        double won = 0, all = 0;
        for (int i = 0; i < 60; i++)
        {
            for (int j = 0; j < 60; j++)
            {
                if (targets[i] == 1 && targets[j] == 0)
                {
                    double weight = (double)weights[i] * weights[j];
                    won += weight * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
                    all += weight;
                }
            }
        }

        Assert.Equal(won / all, Metric.Auc.Evaluate(scores, targets, weights), 1e-9);
        Assert.True(double.IsNaN(Metric.Auc.Evaluate(scores, new float[60], weights)));
    }

    [Fact]
    public void AccuracyAndLogLossOfTwoClasses()
    {
        float[] outputs = [0.9f, 0.5f, 0.2f, 0f], targets = [1, 0, 0, 1], weights = [1, 2, 3, 4];
        Assert.Equal(4.0 / 10, Metric.Accuracy.Evaluate(outputs, targets, weights), 1e-9);
        double expected = -(Math.Log(0.9) + (2 * Math.Log(0.5)) + (3 * Math.Log(0.8)) + (4 * Math.Log(1e-15))) / 10;
        Assert.Equal(expected, Metric.LogLoss.Evaluate(outputs, targets, weights), 1e-6);
    }

    [Fact]
    public void AccuracyAndLogLossOfThreeClasses()
    {
        float[] outputs = [0.7f, 0.2f, 0.1f, 0.1f, 0.3f, 0.6f], targets = [0, 1], weights = [1, 3];
        Assert.Equal(0.25, Metric.Accuracy.Evaluate(outputs, targets, weights), 1e-9);
        Assert.Equal(-(Math.Log(0.7) + (3 * Math.Log(0.3))) / 4, Metric.LogLoss.Evaluate(outputs, targets, weights), 1e-6);
    }

    [Fact]
    public void RmseAndRSquared()
    {
        float[] outputs = [1, 2, 4], targets = [1, 3, 2], weights = [1, 1, 2];
        Assert.Equal(Math.Sqrt((0 + 1 + (2 * 4)) / 4.0), Metric.Rmse.Evaluate(outputs, targets, weights), 1e-9);
        Assert.Equal(1 - (9 / 2.0), Metric.RSquared.Evaluate(outputs, targets, weights), 1e-9);
    }

    [Fact]
    public void HigherIsBetterWhereItIs() =>
        Assert.Equal(["AUC", "accuracy", "R²"], Metric.All.Where(metric => metric.HigherIsBetter).Select(metric => metric.Name));

    /// <summary>Any float may come out of a network that diverges or of a row far away: no metric hangs or throws on it.</summary>
    [Fact]
    public async Task NoFloatHangsAMetricOrMakesItThrow()
    {
        float[] odd =
            [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon, -0f, 0f, 0.5f, 1f, 2f, -1f, 1e30f];
        var random = new Random(2);
        float[] Draw(int count, double share) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < share ? odd[random.Next(odd.Length)] : random.Next(2))];
        Task all = Task.Run(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                int rows = random.Next(0, 12), outputs = random.Next(1, 4);
                foreach (Metric metric in Metric.All)
                {
                    bool ofClasses = metric == Metric.Accuracy || metric == Metric.LogLoss;
                    metric.Evaluate(Draw(rows * outputs, 0.3), Draw(ofClasses ? rows : rows * outputs, 0.2), Draw(rows, 0.2));
                }
            }
        },
            TestContext.Current.CancellationToken);
        await all.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void AnOutputThatIsNaNMakesTheMetricNaNOrTheRowWrong()
    {
        float[] outputs = [0.9f, float.NaN, 0.2f, 0.1f], targets = [1, 1, 0, 0], ones = [1, 1, 1, 1];
        foreach (Metric metric in Metric.All.Where(metric => metric != Metric.Accuracy))
        {
            Assert.Equal(double.NaN, metric.Evaluate(outputs, targets, ones));
        }

        Assert.Equal(0.75, Metric.Accuracy.Evaluate(outputs, targets, ones));
    }

    [Fact]
    public void RSquaredOfTargetsThatNeverVaryIsNotDefined()
    {
        Assert.Equal(double.NaN, Metric.RSquared.Evaluate([1, 2], [1, 1], [1, 1]));
        Assert.Equal(double.NaN, Metric.RSquared.Evaluate([1, 1], [1, 1], [1, 1]));
    }

    [Fact]
    public void LengthsOfDifferentNumbersOfRowsAreRefused()
    {
        foreach (Metric metric in Metric.All)
        {
            Assert.ThrowsAny<ArgumentException>(() => metric.Evaluate(new float[4], new float[3], new float[4]));
            Assert.ThrowsAny<ArgumentException>(() => metric.Evaluate(new float[5], new float[4], new float[4]));
            Assert.ThrowsAny<ArgumentException>(() => metric.Evaluate(new float[1], new float[1], []));
        }
    }

    [Fact]
    public void AClassMayBeGivenByTheOneAmongZeros()
    {
        float[] outputs = [0.7f, 0.2f, 0.1f, 0.1f, 0.3f, 0.6f], indices = [0, 1], ones = [1, 0, 0, 0, 1, 0], weights = [1, 3];
        Assert.Equal(Metric.Accuracy.Evaluate(outputs, indices, weights), Metric.Accuracy.Evaluate(outputs, ones, weights));
        Assert.Equal(Metric.LogLoss.Evaluate(outputs, indices, weights), Metric.LogLoss.Evaluate(outputs, ones, weights));
    }

    [Theory]
    [InlineData("cross-entropy", 1, "AUC, accuracy, log-loss, RMSE, R²")]
    [InlineData("hinge", 1, "AUC, accuracy, log-loss, RMSE, R²")]
    [InlineData("quadratic on sigmoid", 1, "AUC, accuracy, log-loss, RMSE, R²")]
    [InlineData("cross-entropy", 3, "RMSE, R²")]                                    // three yes-or-no questions
    [InlineData("softmax cross-entropy", 3, "accuracy, log-loss")]
    [InlineData("quadratic", 1, "RMSE, R²")]
    [InlineData("quadratic", 2, "RMSE, R²")]
    [InlineData("poisson", 1, "RMSE, R²")]
    public void AMetricFitsWhereItHasAMeaning(string cost, int outputs, string metrics)
    {
        Cost trained = Cost.All.Single(member => member.Name == cost);
        Assert.Equal(metrics, string.Join(", ", Metric.All.Where(metric => metric.Fits(trained, outputs))));
    }

    [Fact]
    public void AMetricOfOnesOwnFitsEverywhere() =>
        Assert.All(Cost.All, cost => Assert.True(new First().Fits(cost, 1) && new First().Fits(cost, 3)));

    [Fact]
    public void AMetricThatDoesNotFitIsRefusedBeforeAnyWork()
    {
        void Train(TrainingSet set, int outputs, Cost cost, Metric metric) => NetworkTrainer.Train(
            set, set, outputs, Plain.Options with { Cost = cost, EarlyStopping = new() { Metric = metric }, CheckAlive = () => Assert.Fail("It trains.") });
        Assert.StartsWith(
            "EarlyStopping.Metric must be one that has a meaning for 3 outputs and the softmax cross-entropy cost (accuracy, log-loss), but was AUC.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Train(SmallData.Classes(), 3, new SoftmaxCrossEntropyCost(), Metric.Auc)).Message);
        Assert.StartsWith(
            "EarlyStopping.Metric must be one that has a meaning for one output and the quadratic cost (RMSE, R²), but was log-loss.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Train(SmallData.Regression(), 1, new QuadraticCost(), Metric.LogLoss)).Message);
    }

    /// <summary>A user's metric: the first row's output.</summary>
    private sealed class First : Metric
    {
        public override string Name => "first";

        public override bool HigherIsBetter => true;

        public override double Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) => outputs[0];
    }
}
