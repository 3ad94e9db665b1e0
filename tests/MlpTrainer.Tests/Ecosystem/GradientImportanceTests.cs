using Microsoft.ML;

namespace MlpTrainer.Tests.Ecosystem;

public class GradientImportanceTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void ItIsTheMeanSlopeTimesTheSpread()
    {
        IDataView data = Example.View(_mlContext, 100);
        var transformer = Small.Regression(_mlContext, o => o.Activation = Engine.Activation.Tanh).Fit(data);
        IReadOnlyList<double> importance = transformer.Model.GradientImportance(data);
        float[][] features = Column.Vectors(data, "Features");
        for (int k = 0; k < 3; k++)
        {
            double mean = features.Average(row => (double)row[k]), spread = Math.Sqrt(features.Average(row => Math.Pow(row[k] - mean, 2)));
            float h = (float)(0.01 * spread);
            float[] up = Scores(transformer, features, k, h), down = Scores(transformer, features, k, -h);
            double slope = up.Zip(down, (a, b) => Math.Abs((double)a - b)).Average() / (2 * h);
            Assert.Equal(slope * spread, importance[k], 0.02 * importance[k]);
        }
    }

    [Fact]
    public void AFeatureThatTellsNothingIsUnimportant()
    {
        IDataView data = Example.View(_mlContext, 500);
        foreach (IReadOnlyList<double> importance in (IReadOnlyList<double>[])
        [
            Small.Binary(_mlContext).Fit(data).Model.SubModel.GradientImportance(data),
            Small.ClassPipeline(_mlContext).Fit(data).LastTransformer.Model.GradientImportance(data),
        ])
        {
            Assert.Equal(3, importance.Count);
            Assert.True(importance[2] < 0.5 * importance[0], string.Join(' ', importance));
            Assert.True(importance[2] < 0.5 * importance[1], string.Join(' ', importance));
        }
    }

    [Fact]
    public void ColumnsAndRowsAreChecked()
    {
        IDataView data = Example.View(_mlContext, 50);
        var model = Small.Binary(_mlContext).Fit(data).Model.SubModel;
        Assert.Contains("'Nothing'", Assert.ThrowsAny<ArgumentException>(() => model.GradientImportance(data, "Nothing")).Message, StringComparison.Ordinal);
        Assert.Contains("Column 'Numbers' must be a vector of 3 floats as in training",
            Assert.ThrowsAny<ArgumentException>(() => model.GradientImportance(data, "Numbers")).Message, StringComparison.Ordinal);
        Assert.Contains("at least one row",
            Assert.ThrowsAny<ArgumentException>(() => model.GradientImportance(Example.View(_mlContext, 0))).Message, StringComparison.Ordinal);
    }

    private float[] Scores(ITransformer transformer, float[][] features, int k, float h) =>
        Column.Floats(transformer.Transform(_mlContext.Data.LoadFromEnumerable(features.Select(row =>
        {
            float[] moved = [.. row];
            moved[k] += h;
            return new Example { Features = moved };
        }))));
}
