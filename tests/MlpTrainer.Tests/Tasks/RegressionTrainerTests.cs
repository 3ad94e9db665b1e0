using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Tasks;

public class RegressionTrainerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void PredictsInTheLabelsUnits()
    {
        var model = _mlContext.Regression.Trainers.Mlp(labelColumnName: "Number").Fit(Example.View(_mlContext, 1500));
        var metrics = _mlContext.Regression.Evaluate(model.Transform(Example.View(_mlContext, 400, seed: 2)), labelColumnName: "Number");
        Assert.InRange(metrics.RSquared, 0.97, 1);
        Assert.NotNull(model.Model.Network.Outputs);
    }

    [Fact]
    public void PredictsSeveralNumbersAtOnce()
    {
        var model = _mlContext.Regression.Trainers.Mlp(labelColumnName: "Numbers").Fit(Example.View(_mlContext, 1500));
        IDataView test = Example.View(_mlContext, 300, seed: 2), scored = model.Transform(test);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), scored.Schema["Score"].Type);
        float[][] scores = Column.Vectors(scored), labels = Column.Vectors(test, "Numbers");
        for (int k = 0; k < 2; k++)
        {
            double mean = labels.Average(row => row[k]);
            double unexplained = scores.Zip(labels, (score, label) => Math.Pow(score[k] - label[k], 2)).Sum() / labels.Sum(row => Math.Pow(row[k] - mean, 2));
            Assert.InRange(unexplained, 0, 0.05);
        }

        using var file = new MemoryStream();
        _mlContext.Model.Save(model, test.Schema, file);
        file.Position = 0;
        Assert.Equal(scores, Column.Vectors(new MLContext().Model.Load(file, out _).Transform(test)));
    }

    [Fact]
    public void ANegativeCountIsRefusedByTheCostForCounts()
    {
        List<Example> rows = Example.Rows(50);
        rows[7].Number = -3;
        var trainer = _mlContext.Regression.Trainers.Mlp(new() { LabelColumnName = "Number", Cost = new PoissonCost() });
        var error = Assert.Throws<InvalidOperationException>(() => trainer.Fit(_mlContext.Data.LoadFromEnumerable(rows)));
        Assert.Contains("Column 'Number' must be", error.Message, StringComparison.Ordinal);
        Assert.Contains("but was -3 in row 7.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsWithoutALabelAreSkippedAndCounted()
    {
        var log = new LogLines(_mlContext);
        List<Example> rows = Example.Rows(60);
        (rows[1].Number, rows[2].Number) = (float.NaN, float.PositiveInfinity);
        _mlContext.Regression.Trainers.Mlp(new() { LabelColumnName = "Number", HiddenLayers = [8], MaximumNumberOfEpochs = 1 }).Fit(_mlContext.Data.LoadFromEnumerable(rows));
        Assert.Equal(["Skipped 2 of 60 rows in training: 2 with a missing or infinite label, 0 with a weight that is not a finite number greater than 0."], log.Warnings);
    }
}
