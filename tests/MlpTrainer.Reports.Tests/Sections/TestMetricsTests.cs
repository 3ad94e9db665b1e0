using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Reports.Tests.Sections;

/// <summary>The metrics are those of ML.NET's own evaluation.</summary>
public class TestMetricsTests
{
    private const double Rounding = 6e-5;

    [Fact]
    public void OfTwoClasses()
    {
        CalibratedBinaryClassificationMetrics metrics = Models.Context.BinaryClassification.Evaluate(Models.Binary.Value.Transform(Models.Test), "IsLarge");
        Dictionary<string, double> shown = Shown(Models.Binary.Value, "IsLarge");
        Assert.Equal(metrics.Accuracy, shown["accuracy"], Rounding);
        Assert.Equal(metrics.AreaUnderRocCurve, shown["area under ROC"], Rounding);
        Assert.Equal(metrics.LogLoss * Math.Log(2), shown["log-loss"], Rounding);      // ML.NET's is in bits
        Assert.Equal(metrics.F1Score, shown["F1"], Rounding);
        Assert.Equal(metrics.PositivePrecision, shown["precision"], Rounding);
        Assert.Equal(metrics.PositiveRecall, shown["recall"], Rounding);
        Assert.Equal(metrics.AreaUnderPrecisionRecallCurve, shown["average precision"], 0.01);      // theirs interpolates
    }

    [Fact]
    public void OfSeveralClasses()
    {
        MulticlassClassificationMetrics metrics = Models.Context.MulticlassClassification.Evaluate(Models.Multiclass.Value.Transform(Models.Test));
        Dictionary<string, double> shown = Shown(Models.Multiclass.Value, "Label");
        Assert.Equal(metrics.MicroAccuracy, shown["accuracy"], Rounding);
        Assert.Equal(metrics.MacroAccuracy, shown["accuracy, classes alike"], Rounding);
        Assert.Equal(metrics.LogLoss, shown["log-loss"], Rounding);
    }

    [Fact]
    public void OfANumber()
    {
        RegressionMetrics metrics = Models.Context.Regression.Evaluate(Models.Number.Value.Transform(Models.Test), "Price");
        Dictionary<string, double> shown = Shown(Models.Number.Value, "Price");
        Assert.Equal(metrics.RSquared, shown["R²"], Rounding);
        Assert.Equal(metrics.MeanAbsoluteError, shown["mean absolute error"], 0.06);
        Assert.Equal(metrics.RootMeanSquaredError, shown["root mean squared error"], 0.06);
    }

    [Fact]
    public void OfSeveralNumbers()
    {
        MultiOutputRegressionMetrics metrics = Models.Context.Regression.EvaluateMultiOutput(Models.Numbers.Value.Transform(Models.Test), "Both");
        ReportPage page = Models.Report(Models.Numbers.Value, Models.Test, "Both");
        string[][] rows = page.Table("Metrics of each output");
        Assert.Equal(2, rows.Length);
        Assert.Equal(metrics.Outputs[1].RSquared, Parse(rows[1][1]), Rounding);
        Assert.Equal(metrics.RSquared, Parse(page.Table("Metrics on the test rows")[0][1]), Rounding);
    }

    private static Dictionary<string, double> Shown(ITransformer model, string label) =>
        Models.Report(model, Models.Test, label).Table("Metrics on the test rows").ToDictionary(row => row[0], row => Parse(row[1]));

    private static double Parse(string text) => double.Parse(text.Replace('−', '-'), CultureInfo.InvariantCulture);
}
