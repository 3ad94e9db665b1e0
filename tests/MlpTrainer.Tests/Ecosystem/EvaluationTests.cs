using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Ecosystem;

public class EvaluationTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void BinaryModelsAreEvaluated()
    {
        IDataView data = Example.View(_mlContext, 600);
        CalibratedBinaryClassificationMetrics metrics = _mlContext.BinaryClassification.Evaluate(
            Small.Binary(_mlContext).Fit(data).Transform(Example.View(_mlContext, 400, seed: 2)));
        Assert.InRange(metrics.AreaUnderRocCurve, 0.97, 1);
        Assert.InRange(metrics.LogLoss, 0, 0.5);
    }

    [Fact]
    public void BinaryTrainersAreCrossValidated()
    {
        var folds = _mlContext.BinaryClassification.CrossValidate(Example.View(_mlContext, 600), Small.Binary(_mlContext), numberOfFolds: 3);
        Assert.Equal(3, folds.Count);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.AreaUnderRocCurve, 0.95, 1));
    }

    [Fact]
    public void BinaryTrainersAreCrossValidatedWithoutCalibration()
    {
        var folds = _mlContext.BinaryClassification.CrossValidateNonCalibrated(Example.View(_mlContext, 600), Small.Binary(_mlContext), numberOfFolds: 2);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.Accuracy, 0.85, 1));
    }

    [Fact]
    public void MulticlassModelsAreEvaluated()
    {
        IDataView data = Example.View(_mlContext, 600);
        IDataView scored = Small.ClassPipeline(_mlContext).Fit(data).Transform(Example.View(_mlContext, 400, seed: 2));
        MulticlassClassificationMetrics metrics = _mlContext.MulticlassClassification.Evaluate(scored, "Class", topKPredictionCount: 2);
        Assert.InRange(metrics.MicroAccuracy, 0.9, 1);
        Assert.InRange(metrics.TopKAccuracy, metrics.MicroAccuracy, 1);
        Assert.Equal(3, metrics.ConfusionMatrix.NumberOfClasses);
    }

    [Fact]
    public void ClassNamesComeBackFromPredictedLabels()
    {
        List<Example> rows = Example.Rows(600);
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        IDataView named = Small.ClassPipeline(_mlContext)
            .Append(_mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(data).Transform(data);
        string[] predicted = [.. Column.Of<ReadOnlyMemory<char>>(named, "PredictedLabel").Select(name => name.ToString())];
        Assert.InRange(predicted.Zip(rows, (name, row) => name == row.Class).Count(right => right), 540, 600);

        VBuffer<ReadOnlyMemory<char>> slots = default;
        named.Schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(rows.Select(row => row.Class).Distinct(), slots.DenseValues().Select(name => name.ToString()));
        Assert.NotNull(named.Schema["Score"].Annotations.Schema.GetColumnOrNull("TrainingLabelValues"));
    }

    [Fact]
    public void MulticlassTrainersAreCrossValidated()
    {
        var folds = _mlContext.MulticlassClassification.CrossValidate(
            Example.View(_mlContext, 600), Small.ClassPipeline(_mlContext), numberOfFolds: 3, labelColumnName: "Class");
        Assert.Equal(3, folds.Count);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.MicroAccuracy, 0.85, 1));
    }

    [Fact]
    public void RegressionModelsAreEvaluated()
    {
        IDataView data = Example.View(_mlContext, 600);
        RegressionMetrics metrics = _mlContext.Regression.Evaluate(
            Small.Regression(_mlContext).Fit(data).Transform(Example.View(_mlContext, 400, seed: 2)), "Number");
        Assert.InRange(metrics.RSquared, 0.97, 1);
    }

    [Fact]
    public void RegressionTrainersAreCrossValidated()
    {
        var folds = _mlContext.Regression.CrossValidate(
            Example.View(_mlContext, 600), Small.Regression(_mlContext), numberOfFolds: 3, labelColumnName: "Number");
        Assert.Equal(3, folds.Count);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.RSquared, 0.95, 1));
    }
}
