using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Docs;

/// <summary>The README's first pipeline.</summary>
internal static class TenLines
{
    public static BinaryClassificationMetrics Run()
    {
        // <README.md>
        var mlContext = new MLContext(seed: 1);
        IDataView mails = mlContext.Data.LoadFromTextFile<Mail>("spam.csv",
            new TextLoader.Options { Separators = [','], HasHeader = true, MissingRealsAsNaNs = true });
        var split = mlContext.Data.TrainTestSplit(mails, testFraction: 0.2);

        var pipeline = mlContext.Transforms.CopyColumns("Label", "IsSpam")
            .Append(mlContext.BinaryClassification.Trainers.Mlp());
        ITransformer model = pipeline.Fit(split.TrainSet);

        var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet));
        Console.WriteLine($"accuracy {metrics.Accuracy:F3}, AUC {metrics.AreaUnderRocCurve:F3}");

        var engine = mlContext.Model.CreatePredictionEngine<Mail, Verdict>(model);
        Mail first = mlContext.Data.CreateEnumerable<Mail>(split.TestSet, reuseRowObject: false).First();
        Console.WriteLine($"the first is spam with probability {engine.Predict(first).Probability:F3}");
        mlContext.Model.SaveAtomically(model, mails.Schema, "spam-model.zip");
        // </README.md>
        return metrics;
    }
}

// <README.md>
class Mail
{
    [LoadColumn(0, 56), VectorType(57)] public float[] Features { get; set; } = [];
    [LoadColumn(57)] public bool IsSpam { get; set; }
}

class Verdict
{
    public float Probability { get; set; }
}
// </README.md>
