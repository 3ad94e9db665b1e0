using CsCheck;

namespace MlpTrainer.Engine.Tests;

/// <summary>Metrics of any outputs against their definitions, written out.</summary>
public class MetricPropertyTests
{
    private static readonly Gen<float> s_weight = Gen.Float[0.1f, 3f];

    /// <summary>Outputs in twentieths, so that many are equal.</summary>
    private static readonly Gen<(float Output, float Target, float Weight)[]> s_twoClasses =
        Gen.Select(Gen.Int[0, 20].Select(i => i / 20f), Gen.OneOf(0f, 1f), s_weight).Array[1, 60];

    private static readonly Gen<(float[] Outputs, int Target, float Weight)[]> s_threeClasses =
        Gen.Select(Gen.Float[0.01f, 1f].Array[3], Gen.Int[0, 2], s_weight).Array[1, 40];

    private static readonly Gen<(float[] Outputs, float[] Targets, float Weight)[]> s_numbers =
        Gen.Int[1, 3].SelectMany(k => Gen.Select(Gen.Float[-50f, 50f].Array[k], Gen.Float[-50f, 50f].Array[k], s_weight).Array[2, 40]);

    [Fact]
    public void AucIsTheShareOfPairsInTheRightOrder() => s_twoClasses.Holds(rows =>
    {
        double won = 0, pairs = 0;
        foreach ((float output, _, float weight) in rows.Where(row => row.Target == 1))
        {
            foreach ((float other, _, float otherWeight) in rows.Where(row => row.Target == 0))
            {
                won += (double)weight * otherWeight * (output > other ? 1 : output == other ? 0.5 : 0);
                pairs += (double)weight * otherWeight;
            }
        }

        Assert.Equal(won / pairs, Evaluate(Metric.Auc, rows), 1e-9);
    });

    [Fact]
    public void AccuracyAndLogLossOfTwoClassesAreWeightedMeans() => s_twoClasses.Holds(rows =>
    {
        AssertMean(rows, row => (row.Output >= 0.5f ? 1 : 0) == row.Target ? 1 : 0, row => row.Weight, Evaluate(Metric.Accuracy, rows));
        AssertMean(
            rows, row => -Math.Log(Math.Max(1e-15, row.Target == 1 ? row.Output : 1.0 - row.Output)), row => row.Weight, Evaluate(Metric.LogLoss, rows));
    });

    [Fact]
    public void AccuracyAndLogLossOfThreeClassesAreWeightedMeans() => s_threeClasses.Holds(rows =>
    {
        float[] outputs = [.. rows.SelectMany(row => row.Outputs)], targets = [.. rows.Select(row => (float)row.Target)];
        float[] weights = [.. rows.Select(row => row.Weight)];
        double accuracy = Metric.Accuracy.Evaluate(outputs, targets, weights), logLoss = Metric.LogLoss.Evaluate(outputs, targets, weights);
        AssertMean(rows, row => Array.IndexOf(row.Outputs, row.Outputs.Max()) == row.Target ? 1 : 0, row => row.Weight, accuracy);
        AssertMean(rows, row => -Math.Log(row.Outputs[row.Target]), row => row.Weight, logLoss);
    });

    [Fact]
    public void RmseIsTheRootOfTheWeightedMeanOfSquares() => s_numbers.Holds(rows =>
    {
        double rmse = Evaluate(Metric.Rmse, rows);
        AssertMean(rows, row => row.Outputs.Zip(row.Targets, Square).Average(), row => row.Weight, rmse * rmse);
    });

    [Fact]
    public void RSquaredComparesWithTheMeanOfEachOutput() => s_numbers.Holds(rows =>
    {
        double expected = Enumerable.Range(0, rows[0].Outputs.Length).Average(j =>
        {
            double mean = rows.Sum(row => (double)row.Weight * row.Targets[j]) / rows.Sum(row => (double)row.Weight);
            double residual = rows.Sum(row => row.Weight * Square(row.Outputs[j], row.Targets[j]));
            double deviation = rows.Sum(row => row.Weight * Square(row.Targets[j], mean));
            return deviation > 0 ? 1 - (residual / deviation) : double.NaN;
        });
        double actual = Evaluate(Metric.RSquared, rows);
        Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{expected}: {actual}");
    });

    private static void AssertMean<TRow>(TRow[] rows, Func<TRow, double> value, Func<TRow, float> weight, double actual)
    {
        double expected = rows.Sum(row => weight(row) * value(row)) / rows.Sum(row => (double)weight(row));
        Assert.Equal(expected, actual, 1e-6 * Math.Max(1, expected));
    }

    private static double Evaluate(Metric metric, (float Output, float Target, float Weight)[] rows) =>
        metric.Evaluate([.. rows.Select(row => row.Output)], [.. rows.Select(row => row.Target)], [.. rows.Select(row => row.Weight)]);

    private static double Evaluate(Metric metric, (float[] Outputs, float[] Targets, float Weight)[] rows) => metric.Evaluate(
        [.. rows.SelectMany(row => row.Outputs)], [.. rows.SelectMany(row => row.Targets)], [.. rows.Select(row => row.Weight)]);

    private static double Square(float a, float b) => ((double)a - b) * ((double)a - b);

    private static double Square(float a, double b) => (a - b) * (a - b);
}
