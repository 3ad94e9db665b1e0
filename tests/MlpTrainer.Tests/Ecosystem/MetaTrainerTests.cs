using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>ML.NET's trainers that make several classes out of pairs of them, with ours for the pairs.</summary>
public class MetaTrainerTests
{
    [Fact]
    public void OneVersusAllOfProbabilities() => Check(oneVersusAll: true, useProbabilities: true);

    [Fact]
    public void OneVersusAllOfScores() => Check(oneVersusAll: true, useProbabilities: false);

    [Fact]
    public void PairwiseCoupling() => Check(oneVersusAll: false, useProbabilities: false);

    private static void Check(bool oneVersusAll, bool useProbabilities)
    {
        var mlContext = new MLContext(seed: 1);
        MlpBinaryTrainer binary = Small.Binary(mlContext, options => options.LabelColumnName = "Class");
        var catalog = mlContext.MulticlassClassification.Trainers;
        IEstimator<ITransformer> trainer = oneVersusAll
            ? catalog.OneVersusAll(binary, "Class", useProbabilities: useProbabilities)
            : catalog.PairwiseCoupling(binary, "Class");
        IDataView data = Example.View(mlContext, 600), test = Example.View(mlContext, 300, seed: 2);
        ITransformer model = mlContext.Transforms.Conversion.MapValueToKey("Class").Append(trainer).Fit(data);
        IDataView scored = model.Transform(test);
        MulticlassClassificationMetrics metrics = mlContext.MulticlassClassification.Evaluate(scored, "Class");
        Assert.InRange(metrics.MicroAccuracy, 0.85, 1);

        using var file = new MemoryStream();
        mlContext.Model.Save(model, data.Schema, file);
        file.Position = 0;
        Assert.Equal(Column.Vectors(scored), Column.Vectors(new MLContext().Model.Load(file, out _).Transform(test)));
    }
}
