using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Samples;

/// <summary>The samples run as a newcomer runs them, and what default options reach on real data.</summary>
[Collection(SpamModelFile)]
public class SampleTests
{
    /// <summary>Tests that write this file to the tests' folder run one after the other.</summary>
    public const string SpamModelFile = "spam-model.zip";

    [Fact]
    public void SpamDetectionTrainsSavesAndClassifiesInASecondProcess()
    {
        string output = Run("SpamDetection");
        Assert.InRange(Metric(output, "Accuracy"), 0.93, 1);
        Assert.InRange(Metric(output, "AUC"), 0.98, 1);
        Assert.Contains("Confusion table", output, StringComparison.Ordinal);
        Assert.Contains("MlpBinaryModelParameters: 57 features", output, StringComparison.Ordinal);
        Assert.Matches(@"a second process loads it:\s+(not )?spam +\(probability [01]\.\d+; in truth", output);
    }

    /// <summary>One network: the ensemble takes several times as long, and stands in docs/defaults.md.</summary>
    [Fact]
    public void LetterRecognitionReadsLetters()
    {
        string output = Run("LetterRecognition", "quick");
        Assert.InRange(Metric(output, "Accuracy"), 0.95, 1);
        Assert.Contains("read as", output, StringComparison.Ordinal);
    }

    /// <summary>One network: the ensemble takes several times as long, and stands in docs/defaults.md.</summary>
    [Fact]
    public void DiamondPricesEstimatesPrices()
    {
        string output = Run("DiamondPrices", "quick");
        Assert.InRange(Metric(output, "R²"), 0.975, 1);
        Assert.Contains("dollars; in truth", output, StringComparison.Ordinal);
    }

    /// <summary>The split is ML.NET's, by the same seed as training's. Of 920 mails seven are 0.8 %: the mean of five splits says more than each.</summary>
    [Fact]
    public void DefaultOptionsDetectSpam()
    {
        (double Accuracy, double Auc)[] found = [.. Enumerable.Range(1, 5).Select(DetectSpam)];
        Assert.True(
            found.Average(one => one.Accuracy) >= 0.948 && found.All(one => one.Accuracy >= 0.93 && one.Auc >= 0.98), string.Join("; ", found.Select(one => $"accuracy {one.Accuracy:F4}, AUC {one.Auc:F4}")));
    }

    private static (double Accuracy, double Auc) DetectSpam(int seed)
    {
        var mlContext = new MLContext(seed);
        IDataView mails = mlContext.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "spam.csv"),
            [new("Features", DataKind.Single, 0, 56), new("Label", DataKind.Boolean, 57)], separatorChar: ',', hasHeader: true);
        var split = mlContext.Data.TrainTestSplit(mails, testFraction: 0.2, seed: seed);
        var model = mlContext.BinaryClassification.Trainers.Mlp().Fit(split.TrainSet);
        var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet));
        return (metrics.Accuracy, metrics.AreaUnderRocCurve);
    }

    private static string Run(string sample, params string[] arguments) => DotNet.Run(AppContext.BaseDirectory, [$"{sample}.dll", .. arguments]);

    private static double Metric(string output, string name) =>
        double.Parse(Regex.Match(output, $@"\b{name} (0\.\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
