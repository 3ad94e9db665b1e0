using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Tasks;

public class MulticlassTrainerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void TellsThreeClassesApartByName()
    {
        var pipeline = _mlContext.Transforms.Conversion.MapValueToKey("Label", "Class")
            .Append(_mlContext.MulticlassClassification.Trainers.Mlp())
            .Append(_mlContext.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel"));
        var model = pipeline.Fit(Example.View(_mlContext, 1500));
        IDataView scored = model.Transform(Example.View(_mlContext, 400, seed: 2));
        var metrics = _mlContext.MulticlassClassification.Evaluate(scored);
        Assert.InRange(metrics.MicroAccuracy, 0.93, 1);
        Assert.InRange(metrics.MacroAccuracy, 0.93, 1);
        Assert.All(Column.Vectors(scored), row => Assert.Equal(1, row.Sum(), 1e-5f));
        string[] names = [.. Column.Of<ReadOnlyMemory<char>>(scored, "Name").Select(name => name.ToString())];
        Assert.Equal(["left", "outside", "right"], names.Distinct().Order(StringComparer.Ordinal));

        VBuffer<ReadOnlyMemory<char>> slots = default;
        scored.Schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(["left", "outside", "right"], slots.DenseValues().Select(slot => slot.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ScoresAreEqualToTheBitAfterLoading()
    {
        IDataView data = _mlContext.Transforms.Conversion.MapValueToKey("Label", "Class").Fit(Example.View(_mlContext, 300)).Transform(Example.View(_mlContext, 300));
        var model = _mlContext.MulticlassClassification.Trainers.Mlp(new() { HiddenLayers = [6], MaximumNumberOfEpochs = 3 }).Fit(data);
        using var file = new MemoryStream();
        _mlContext.Model.Save(model, data.Schema, file);
        file.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(file, out _);
        Assert.Equal(Column.Vectors(model.Transform(data)), Column.Vectors(loaded.Transform(data)));
        Assert.Equal(Column.Of<uint>(model.Transform(data), "PredictedLabel"), Column.Of<uint>(loaded.Transform(data), "PredictedLabel"));
    }

    [Fact]
    public void ACostThatComparesOutputByOutputGetsOneHotTargets()
    {
        var pipeline = _mlContext.Transforms.Conversion.MapValueToKey("Label", "Class")
            .Append(_mlContext.MulticlassClassification.Trainers.Mlp(new()
            {
                Cost = new QuadraticOutputCost(Activation.Softmax), HiddenLayers = [32], LearningRate = 0.01f, MaximumNumberOfEpochs = 60,
            }));
        IDataView data = Example.View(_mlContext, 1000);
        Assert.InRange(_mlContext.MulticlassClassification.Evaluate(pipeline.Fit(data).Transform(data)).MicroAccuracy, 0.9, 1);
    }

    [Fact]
    public void ALabelThatIsNoKeyIsRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _mlContext.MulticlassClassification.Trainers.Mlp().Fit(Example.View(_mlContext, 50)));
        Assert.Equal("Schema mismatch for label column 'Label': expected Key<UInt32>, got Boolean (Parameter 'labelCol')", error.Message);
    }
}
