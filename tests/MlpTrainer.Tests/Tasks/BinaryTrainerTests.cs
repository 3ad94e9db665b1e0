using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Tasks;

public class BinaryTrainerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void TellsInsideFromOutside()
    {
        var model = _mlContext.BinaryClassification.Trainers.Mlp().Fit(Example.View(_mlContext, 1500));
        var metrics = _mlContext.BinaryClassification.Evaluate(model.Transform(Example.View(_mlContext, 500, seed: 2)));
        Assert.InRange(metrics.Accuracy, 0.95, 1);
        Assert.InRange(metrics.AreaUnderRocCurve, 0.98, 1);
        Assert.InRange(metrics.LogLoss, 0, 0.3);
    }

    [Fact]
    public void AddsTheColumnsOfABinaryTrainer()
    {
        IDataView data = Example.View(_mlContext, 120);
        var trainer = _mlContext.BinaryClassification.Trainers.Mlp(new() { MaximumNumberOfEpochs = 1, HiddenLayers = [4] });
        DataViewSchema scored = trainer.Fit(data).Transform(data).Schema;
        Assert.Equal(BooleanDataViewType.Instance, scored["PredictedLabel"].Type);
        Assert.Equal(NumberDataViewType.Single, scored["Score"].Type);
        Assert.Equal(NumberDataViewType.Single, scored["Probability"].Type);
        Assert.Equal(["ScoreColumnKind", "ScoreColumnSetId", "ScoreValueKind"],
            scored["Score"].Annotations.Schema.Select(column => column.Name).Order(StringComparer.Ordinal));
        Assert.Contains("IsNormalized", scored["Probability"].Annotations.Schema.Select(column => column.Name));
    }

    [Fact]
    public void TrainsInAPipelineAndPredictsOneRow()
    {
        var pipeline = _mlContext.Transforms.CopyColumns("X", "Features")
            .Append(_mlContext.BinaryClassification.Trainers.Mlp(featureColumnName: "X", exampleWeightColumnName: "Weight", maximumNumberOfEpochs: 30));
        var model = pipeline.Fit(Example.View(_mlContext, 800));
        var engine = _mlContext.Model.CreatePredictionEngine<Example, Answer>(model);
        Answer inside = engine.Predict(new Example { Features = [0, 0, 10] }), outside = engine.Predict(new Example { Features = [0.9f, 0.9f, 10] });
        Assert.False(inside.PredictedLabel);
        Assert.True(outside.PredictedLabel);
        Assert.True(inside.Probability < 0.5f && outside.Probability > 0.5f);
    }

    [Fact]
    public void CrossValidates()
    {
        var folds = _mlContext.BinaryClassification.CrossValidate(
            Example.View(_mlContext, 900), _mlContext.BinaryClassification.Trainers.Mlp(new() { HiddenLayers = [32], LearningRate = 0.01f }), numberOfFolds: 3);
        Assert.Equal(3, folds.Count);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.AreaUnderRocCurve, 0.95, 1));
    }

    [Fact]
    public void OneClassGivesAWarningAndAModel()
    {
        var log = new LogLines(_mlContext);
        IDataView data = _mlContext.Data.LoadFromEnumerable(Example.Rows(200).Where(row => row.Label));
        var model = _mlContext.BinaryClassification.Trainers.Mlp(new() { LearningRate = 0.01f, HiddenLayers = [8] }).Fit(data);
        Assert.Contains(log.Warnings, line => line.StartsWith("All rows have the same label", StringComparison.Ordinal));
        Assert.All(Column.Of<bool>(model.Transform(data), "PredictedLabel"), Assert.True);
    }

    [Fact]
    public void HasTheFirstPartyFaceOfACalibratedModel()
    {
        var model = _mlContext.BinaryClassification.Trainers.Mlp(new() { MaximumNumberOfEpochs = 2, HiddenLayers = [4], Seed = 5 }).Fit(Example.View(_mlContext, 150));
        Assert.Equal(-1, model.Model.Calibrator.Slope);
        Assert.Equal(0, model.Model.Calibrator.Offset);
        MlpBinaryModelParameters network = model.Model.SubModel;
        Assert.Equal([4, 1], network.Layers.Select(layer => layer.Outputs));
        Assert.Equal(2, network.Training.History.Count);
        Assert.Equal(StopReason.MaximumEpochs, network.Training.StopReason);
        Assert.Contains(new("Seed", "5"), network.Training.Options);
        Assert.NotNull(network.Training.History[0].ValidationCost);
    }

    [Fact]
    public void ClassWeightsMoveTheScores()
    {
        IDataView data = Example.View(_mlContext, 400);
        float Mean(ClassWeights? weights) => Column.Floats(_mlContext.BinaryClassification.Trainers
            .Mlp(new() { HiddenLayers = [], MaximumNumberOfEpochs = 30, Seed = 1, ClassWeights = weights }).Fit(data).Transform(data), "Probability").Average();
        Assert.True(Mean(ClassWeights.Explicit(1, 5)) > Mean(null) + 0.1f);
    }
}
