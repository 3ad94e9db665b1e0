namespace MlpTrainer.Engine.Tests;

/// <summary>Targets that are left as they are and are small against Adam's steps: a warning names their deviation, the learning rate and the remedy.</summary>
public class SmallTargetsTests
{
    private static readonly TrainingOptions s_raw = new()
    {
        HiddenLayers = [4], Cost = new QuadraticCost(), StandardizeTargets = false, MaximumNumberOfEpochs = 1,
    };

    public static TheoryData<string, TrainingOptions> Warned => new()
    {
        { "the default optimizer", s_raw },
        { "rmsprop", s_raw with { Optimizer = new RmsProp { LearningRate = 0.001f } } },
        { "a cost that bears with far targets", s_raw with { Cost = new HuberCost() } },
    };

    public static TheoryData<string, TrainingOptions> NotWarned => new()
    {
        { "scaled", s_raw with { StandardizeTargets = null } },
        { "steps that follow the gradient", s_raw with { Optimizer = new Sgd { LearningRate = 0.001f } } },
        { "steps that choose their length", s_raw with { Optimizer = new Lbfgs() } },
        { "smaller steps", s_raw with { LearningRate = 3e-5f } },
        { "an exponential link, whose z is as large in any unit", s_raw with { Cost = new PoissonCost() } },
    };

    [Theory, MemberData(nameof(Warned))]
    public void DeviationRateAndRemedyAreNamed(string what, TrainingOptions options) =>
        Assert.True(Remarks(options, i => i % 2 * 0.002f) is [
            "Targets are small against the steps of training: a deviation of 0.001, less than 30 times the learning rate of 0.001, so that single steps undo what was learned. "
            + "Leave StandardizeTargets at null: then the network learns targets of deviation 1, and gives outputs in their own unit."], what);

    [Theory, MemberData(nameof(NotWarned))]
    public void WhereTheSizeDoesNoHarmNothingIsSaid(string what, TrainingOptions options) =>
        Assert.True(Remarks(options, i => i % 2 * 0.002f) is [], what);

    /// <summary>A deviation of half the targets' distance: 30 times the rate is enough, however far the targets are from 0.</summary>
    [Theory]
    [InlineData(0.0598f, 0, true)]
    [InlineData(0.0602f, 0, false)]
    [InlineData(0.0598f, 50, true)]
    [InlineData(0f, 50, false)]
    public void ThirtyRatesAreEnough(float distance, float offset, bool warned) =>
        Assert.Equal(warned ? 1 : 0, Remarks(s_raw, i => offset + (i % 2 * distance)).Count);

    [Fact]
    public void TheLearningRateThatCountsIsCompared() =>
        Assert.Contains("a deviation of 0.1, less than 30 times the learning rate of 0.01,", Remarks(s_raw with { LearningRate = 0.01f }, i => i % 2 * 0.2f)[0], StringComparison.Ordinal);

    /// <summary>Rows of weight 3 and 1: the deviation of 0 and 0.002 is √(¾·¼)·0.002.</summary>
    [Fact]
    public void RowsCountByTheirWeights() =>
        Assert.Contains("a deviation of 0.000866,", Remarks(s_raw, i => i % 2 * 0.002f, i => i % 2 == 0 ? 3 : 1)[0], StringComparison.Ordinal);

    /// <summary>On such targets the remedy's R² is near 1.</summary>
    [Fact]
    public void TheRemedyHelps()
    {
        List<string> warnings = [];
        TrainingSetBuilder rows = new(1, 1);
        float[] x = [.. Enumerable.Range(0, 300).Select(i => (i / 50f) - 3)], predicted = new float[300];
        double[] y = [.. x.Select(value => 0.001 * Math.Sin(value))];
        for (int i = 0; i < x.Length; i++)
        {
            rows.Add([x[i]], [(float)y[i]]);
        }

        TrainingOptions options = new() { HiddenLayers = [64], Cost = new QuadraticCost(), LearningRate = 0.01f, MaximumNumberOfEpochs = 60, Warn = warnings.Add };
        NetworkTrainer.Train(rows.Build(), null, 1, options).Network.Score(x, predicted);
        double error = y.Zip(predicted, (expected, actual) => Math.Pow(expected - actual, 2)).Sum(), spread = y.Sum(value => Math.Pow(value - y.Average(), 2));
        Assert.InRange(1 - (error / spread), 0.98, 1);
        Assert.DoesNotContain(warnings, warning => warning.StartsWith("Targets are small", StringComparison.Ordinal));
    }

    private static List<string> Remarks(TrainingOptions options, Func<int, float> target, Func<int, float>? weight = null)
    {
        List<string> warnings = [];
        TrainingSetBuilder rows = new(1, 1);
        for (int i = 0; i < 40; i++)
        {
            rows.Add([i % 7], [target(i)], weight?.Invoke(i) ?? 1f);
        }

        NetworkTrainer.Train(rows.Build(), null, 1, options with { Warn = warnings.Add });
        return [.. warnings.Where(warning => warning.StartsWith("Targets", StringComparison.Ordinal))];
    }
}
