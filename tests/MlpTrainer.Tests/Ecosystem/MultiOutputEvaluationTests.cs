using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Ecosystem;

public class MultiOutputEvaluationTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void MetricsAreThoseOfTheFormulas()
    {
        MultiOutputRegressionMetrics metrics = Evaluate(([1, 10], [2, 10]), ([2, 20], [2, 10]), ([6, 60], [5, 70]));
        // First output: errors 1, 0, −1 around a mean of 3; second: 0, −10, 10 around a mean of 30.
        Assert.Equal(Math.Sqrt(2 / 3.0), metrics.Outputs[0].RootMeanSquaredError, 1e-12);
        Assert.Equal(2 / 3.0, metrics.Outputs[0].MeanAbsoluteError, 1e-12);
        Assert.Equal(1 - (2.0 / 14), metrics.Outputs[0].RSquared, 1e-12);
        Assert.Equal(Math.Sqrt(200 / 3.0), metrics.Outputs[1].RootMeanSquaredError, 1e-12);
        Assert.Equal(20 / 3.0, metrics.Outputs[1].MeanAbsoluteError, 1e-12);
        Assert.Equal(1 - (200.0 / 1400), metrics.Outputs[1].RSquared, 1e-12);
        Assert.Equal(Math.Sqrt(202 / 6.0), metrics.RootMeanSquaredError, 1e-12);
        Assert.Equal(22 / 6.0, metrics.MeanAbsoluteError, 1e-12);
        Assert.Equal(1 - (1.0 / 7), metrics.RSquared, 1e-12);
    }

    [Fact]
    public void TheyAgreeWithMLNetsForOneOutput()
    {
        List<Example> rows = Example.Rows(300);
        IDataView scored = Small.Regression(_mlContext, o => (o.LabelColumnName, o.MaximumNumberOfEpochs) = ("Numbers", 5)).Fit(
            _mlContext.Data.LoadFromEnumerable(rows)).Transform(_mlContext.Data.LoadFromEnumerable(rows));
        MultiOutputRegressionMetrics metrics = _mlContext.Regression.EvaluateMultiOutput(scored, "Numbers");
        float[][] scores = Column.Vectors(scored);
        for (int j = 0; j < 2; j++)
        {
            IDataView one = _mlContext.Data.LoadFromEnumerable(rows.Select((row, i) => new Pair { Label = row.Numbers[j], Score = scores[i][j] }));
            RegressionMetrics expected = _mlContext.Regression.Evaluate(one);
            Assert.Equal(expected.RootMeanSquaredError, metrics.Outputs[j].RootMeanSquaredError, 1e-6 * expected.RootMeanSquaredError);
            Assert.Equal(expected.MeanAbsoluteError, metrics.Outputs[j].MeanAbsoluteError, 1e-6 * expected.MeanAbsoluteError);
            Assert.Equal(expected.RSquared, metrics.Outputs[j].RSquared, 1e-5);
        }
    }

    [Fact]
    public void SeveralNumbersAreLearntTogether()
    {
        IDataView test = Example.View(_mlContext, 400, seed: 2);
        var model = Small.Regression(_mlContext, o => o.LabelColumnName = "Numbers").Fit(Example.View(_mlContext, 600));
        MultiOutputRegressionMetrics metrics = _mlContext.Regression.EvaluateMultiOutput(model.Transform(test), "Numbers");
        Assert.All(metrics.Outputs, output => Assert.InRange(output.RSquared, 0.95, 1));
    }

    [Fact]
    public void RowsWithMissingLabelsAreLeftOut() =>
        Assert.Equal(0.5, Evaluate(([1, 1], [1.5f, 1.5f]), ([float.NaN, 1], [9, 9]), ([3, 5], [3.5f, 5.5f])).MeanAbsoluteError, 1e-12);

    [Fact]
    public void EqualLabelsAreMetExactlyOrNot()
    {
        MultiOutputRegressionMetrics metrics = Evaluate(([1, 1], [1, 2]), ([1, 1], [1, 2]));
        Assert.Equal((1, double.NegativeInfinity), (metrics.Outputs[0].RSquared, metrics.Outputs[1].RSquared));
    }

    [Fact]
    public void TheyAreReadableText() =>
        Assert.Equal("RMSE 5.8023, MAE 3.6667, R² 0.85714\n  output 0: RMSE 0.8165, MAE 0.66667, R² 0.85714\n  output 1: RMSE 8.165, MAE 6.6667, R² 0.85714",
            Evaluate(([1, 10], [2, 10]), ([2, 20], [2, 10]), ([6, 60], [5, 70])).ToString());

    [Fact]
    public void ColumnsThatDoNotFitAreNamed()
    {
        IDataView data = Example.View(_mlContext, 5);
        RegressionCatalog catalog = _mlContext.Regression;
        Assert.Contains("'Nothing'", Assert.ThrowsAny<ArgumentException>(() => catalog.EvaluateMultiOutput(data, "Nothing")).Message, StringComparison.Ordinal);
        Assert.Contains("Column 'Number' must be a float vector of known size, but was Single",
            Assert.ThrowsAny<ArgumentException>(() => catalog.EvaluateMultiOutput(data, "Number")).Message, StringComparison.Ordinal);
        Assert.Contains("Column 'Features' must be a vector of 2 floats as 'Numbers' is",
            Assert.ThrowsAny<ArgumentException>(() => catalog.EvaluateMultiOutput(data, "Numbers", "Features")).Message, StringComparison.Ordinal);
        Assert.Contains("but had none", Assert.Throws<InvalidOperationException>(
            () => Evaluate(([float.NaN, 1], [1, 1]))).Message, StringComparison.Ordinal);
    }

    private MultiOutputRegressionMetrics Evaluate(params (float[] Label, float[] Score)[] rows) => _mlContext.Regression.EvaluateMultiOutput(
        _mlContext.Data.LoadFromEnumerable(rows.Select(row => new Pairs { Label = row.Label, Score = row.Score })));

    private sealed class Pairs
    {
        [VectorType(2)]
        public float[] Label { get; set; } = [];

        [VectorType(2)]
        public float[] Score { get; set; } = [];
    }

    private sealed class Pair
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
