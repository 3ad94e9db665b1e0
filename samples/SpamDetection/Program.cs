// Is this e-mail spam? Trains on four fifths of 4,601 real e-mails, measures on the rest, saves the model,
// and classifies a few e-mails in a second process that loads the file and knows nothing of the trainer.
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

string folder = AppContext.BaseDirectory;
string modelFile = Path.Combine(folder, "spam-model.zip");

var mlContext = new MLContext(seed: 1);
var file = new MultiFileSource(Path.Combine(folder, "spam.csv"));
IDataView mails = mlContext.Data.CreateTextLoader<Mail>(
    new TextLoader.Options { Separators = [','], HasHeader = true, MissingRealsAsNaNs = true },     // an empty field is a missing value and not 0
    dataSample: file).Load(file);                                                                   // shown the file, the loader knows the header's names
var split = mlContext.Data.TrainTestSplit(mails, testFraction: 0.2, seed: 1);

if (args is ["classify"])
{
    Classify();
}
else
{
    Train();
}

void Train()
{
    var trainer = mlContext.BinaryClassification.Trainers.Mlp(labelColumnName: nameof(Mail.IsSpam));
    mlContext.Log += (_, entry) =>
    {
        if (entry.Source.StartsWith("Mlp", StringComparison.Ordinal) && entry.Kind >= Microsoft.ML.Runtime.ChannelMessageKind.Info)
        {
            Console.WriteLine($"  {entry.RawMessage}");
        }
    };
    var model = trainer.Fit(split.TrainSet);

    var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet), labelColumnName: nameof(Mail.IsSpam));
    Console.WriteLine($"Accuracy {metrics.Accuracy:F4}, AUC {metrics.AreaUnderRocCurve:F4}, F1 {metrics.F1Score:F4}, log-loss {metrics.LogLoss:F4}");
    Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());

    var network = model.Mlp();                                                  // the same for every task, for a pipeline and for a loaded model
    Console.WriteLine($"Validation cost of epoch 1: {network.Training.History[0].ValidationCost:F3}, of epoch {network.Training.BestEpoch}, the best: "
        + $"{network.Training.History[network.Training.BestEpoch - 1].ValidationCost:F3}");
    Console.WriteLine(network);

    string reportFile = Path.Combine(folder, "spam-report.html");
    mlContext.SaveReport(model, split.TestSet, reportFile, labelColumnName: nameof(Mail.IsSpam));
    Console.WriteLine($"What it does, in figures: {reportFile}");

    mlContext.Model.SaveAtomically(model, mails.Schema, modelFile);
    Console.WriteLine($"Saved {modelFile}; a second process loads it:");
    Process.Start(Environment.ProcessPath!, [.. HostArguments(), "classify"]).WaitForExit();
}

void Classify()
{
    ITransformer model = mlContext.Model.Load(modelFile, out _);
    var engine = mlContext.Model.CreatePredictionEngine<Mail, Verdict>(model);
    foreach (Mail mail in mlContext.Data.CreateEnumerable<Mail>(split.TestSet, reuseRowObject: false).Where((_, i) => i % 100 == 0))
    {
        Verdict verdict = engine.Predict(mail);
        Console.WriteLine($"  {(verdict.IsSpam ? "spam" : "not spam"),-8} (probability {verdict.Probability:F3}; in truth {(mail.IsSpam ? "spam" : "not spam")})");
    }
}

// Run as "dotnet SpamDetection.dll", this process is dotnet's and needs the assembly's name; run as SpamDetection, it doesn't.
static string[] HostArguments() =>
    Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];

internal sealed class Mail
{
    [LoadColumn(0, 56), VectorType(57)]
    public float[] Features { get; set; } = [];

    [LoadColumn(57)]
    public bool IsSpam { get; set; }
}

internal sealed class Verdict
{
    [ColumnName("PredictedLabel")]
    public bool IsSpam { get; set; }

    public float Probability { get; set; }
}
