using Microsoft.ML;

namespace MlpTrainer.Tests.Fitting;

public class WeightRemarkTests
{
    [Theory]
    [InlineData(1e30f, true)]
    [InlineData(60f, true)]
    [InlineData(58f, false)]
    public void ARowThatOutweighsAllOthersIsNamed(float weight, bool isNamed)
    {
        var mlContext = new MLContext(seed: 1);
        List<Example> rows = Example.Rows(60);
        rows.ForEach(row => row.Weight = 1);
        rows[7].Weight = weight;
        MlpTraining training = mlContext.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options
        {
            LabelColumnName = "Number", ExampleWeightColumnName = "Weight", MaximumNumberOfEpochs = 1, HiddenLayers = [4],
        }).Fit(mlContext.Data.LoadFromEnumerable(rows)).Model.Training;
        Assert.Equal(isNamed, training.Warnings.Any(warning => warning.StartsWith("One of 60 rows has the weight ", StringComparison.Ordinal)));
    }
}
