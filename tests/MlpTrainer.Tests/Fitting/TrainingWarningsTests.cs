using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Fitting;

/// <summary>What training warns of reaches the log, the listener, the model and its file.</summary>
public class TrainingWarningsTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<EpochRecord> _records = [];

    [Fact]
    public void WarningsAreToldWhereverTheyAreLookedFor()
    {
        List<Example> rows = Example.Rows(200);
        rows[3].Number = float.NaN;
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        var log = new LogLines(_mlContext);
        var fitted = _mlContext.Regression.Trainers.Mlp(Diverging()).Fit(data);

        MlpRegressionModelParameters model = fitted.Model;
        Assert.StartsWith("Skipped 1 of 200 rows in training", model.Warnings[0], StringComparison.Ordinal);
        Assert.Contains(model.Warnings, warning => warning.StartsWith("Training diverged in epoch", StringComparison.Ordinal));
        Assert.Equal(log.Warnings, model.Warnings);
        Assert.Equal(model.Training.Warnings, model.Warnings);
        Assert.StartsWith("Skipped 1", _records[0].Warnings[0], StringComparison.Ordinal);
        Assert.Equal(_records.SelectMany(record => record.Warnings), model.Warnings.Take(_records.Sum(record => record.Warnings.Count)));
        Assert.Contains(model.Training.History, record => record.Warnings.Count > 0);
        Assert.All(model.Warnings, warning => Assert.Contains($"  warning: {warning}\n", model.ToString(), StringComparison.Ordinal));
        Assert.Equal(model.Warnings, Loaded(fitted, data.Schema).Warnings);
    }

    [Fact]
    public void ATrainingWithoutRemarksHasNoWarnings()
    {
        MlpRegressionModelParameters model = _mlContext.Regression.Trainers.Mlp("Number", hiddenLayers: [4], maximumNumberOfEpochs: 2)
            .Fit(Example.View(_mlContext, 200)).Model;
        Assert.DoesNotContain(model.Warnings, warning => warning.StartsWith("Skipped", StringComparison.Ordinal));
        Assert.Equal(model.Warnings.Count, Count(model.ToString(), "  warning: "));
    }

    private MlpRegressionTrainer.Options Diverging() => new()
    {
        LabelColumnName = "Number",
        HiddenLayers = [4],
        Optimizer = new Sgd(),
        LearningRate = 100f,
        Divergence = DivergenceRule.RollBack,
        MaximumNumberOfEpochs = 2,
        Progress = new Listener(_records.Add),
    };

    private static MlpRegressionModelParameters Loaded(ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(model, schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        return ((RegressionPredictionTransformer<MlpRegressionModelParameters>)loaded).Model;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private sealed class Listener(Action<EpochRecord> act) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value) => act(value);
    }
}
