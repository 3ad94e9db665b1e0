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
}
