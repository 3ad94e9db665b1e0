using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.MLNet;

/// <summary>Evaluation gives ML.NET's recorded figures and errors.</summary>
public class MetricsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Binary() => Observed.Same("binary.Evaluate", () => Calibrated(_ml.BinaryClassification.Evaluate(View(ObservedRows.Binary))));

    [Fact]
    public void Binary_without_probabilities() => Observed.Same(
        "binary.EvaluateNonCalibrated", () => Scores(_ml.BinaryClassification.EvaluateNonCalibrated(View(ObservedRows.Binary))));

    [Fact]
    public void Binary_of_one_class() => Observed.Same(
        "binary.oneClass", () => Calibrated(_ml.BinaryClassification.Evaluate(View(ObservedRows.Binary.Where(r => r.Label)))));

    [Fact]
    public void Binary_of_no_rows() => Observed.Same(
        "binary.empty", () => Calibrated(_ml.BinaryClassification.Evaluate(View(ObservedRows.Binary.Take(0)))));

    [Fact]
    public void Binary_without_a_score_column() => Observed.Same(
        "binary.missingScoreColumn", () => Calibrated(_ml.BinaryClassification.Evaluate(View(ObservedRows.Binary), scoreColumnName: "Nope")));

    [Fact]
    public void Binary_with_a_NaN_score() => Observed.Same("binary.nanScore", () =>
    {
        var rows = ObservedRows.Binary.Select((r, i) => new BinaryRow
        {
            Label = r.Label,
            Score = i == 3 ? float.NaN : r.Score,
            Probability = i == 3 ? float.NaN : r.Probability,
            PredictedLabel = r.PredictedLabel,
        });
        return Calibrated(_ml.BinaryClassification.Evaluate(View(rows)));
    });

    [Fact]
    public void Multiclass() => Observed.Same("multiclass.Evaluate", () =>
    {
        var m = _ml.MulticlassClassification.Evaluate(View(ObservedRows.Multiclass), topKPredictionCount: 2);
        return new
        {
            m.MicroAccuracy,
            m.MacroAccuracy,
            m.LogLoss,
            m.LogLossReduction,
            m.TopKAccuracy,
            m.TopKPredictionCount,
            m.PerClassLogLoss,
            confusion = Confusion(m.ConfusionMatrix),
        };
    });

    [Fact]
    public void Regression() =>
        Observed.Same("regression.Evaluate", () => Figures(_ml.Regression.Evaluate(View(ObservedRows.Regression))));

    [Fact]
    public void Regression_of_a_constant_label() => Observed.Same("regression.constantLabel", () =>
        Figures(_ml.Regression.Evaluate(View(ObservedRows.Regression.Select(r => new RegressionRow { Label = 2, Score = r.Score })))));

    [Fact]
    public void Confusion_counts_are_asked_for_by_predicted_and_actual_class()
    {
        var matrix = _ml.BinaryClassification.EvaluateNonCalibrated(View(ObservedRows.Binary)).ConfusionMatrix;
        Assert.Equal(matrix.Counts[0][1], matrix.GetCountForClassPair(1, 0));
    }

    [Fact]
    public void Class_names_too_long_for_a_column_are_numbered()
    {
        string[] names = ["phishing", "benign", "Defacement"];
        var rows = Enumerable.Range(0, 60).Select(i => new NamedExample { Label = names[i % 3], Features = [i % 3, (i * 7) % 5] });
        var data = View(rows);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Mlp(maximumNumberOfEpochs: 1));
        var table = _ml.MulticlassClassification.Evaluate(pipeline.Fit(data).Transform(data)).ConfusionMatrix.GetFormattedConfusionTable();
        string[] starts =
        [
            "",
            "Confusion table",
            "              ||========================",
            "PREDICTED     ||     0 |     1 |     2 | Recall",
            "TRUTH         ||========================",
            "0.   phishing ||",
            "1.     benign ||",
            "2. Defacement ||",
            "              ||========================",
            "Precision     ||",
            "",
        ];
        Assert.All(table.Split('\n').Zip(starts), line => Assert.StartsWith(line.Second, line.First, StringComparison.Ordinal));
        Assert.Equal(starts.Length, table.Split('\n').Length);
    }

    private static object Calibrated(CalibratedBinaryClassificationMetrics m) => new
    {
        m.Accuracy,
        m.AreaUnderRocCurve,
        m.AreaUnderPrecisionRecallCurve,
        m.F1Score,
        m.PositivePrecision,
        m.PositiveRecall,
        m.NegativePrecision,
        m.NegativeRecall,
        m.LogLoss,
        m.LogLossReduction,
        m.Entropy,
        confusion = Confusion(m.ConfusionMatrix),
    };

    private static object Scores(BinaryClassificationMetrics m) => new
    {
        m.Accuracy,
        m.AreaUnderRocCurve,
        m.AreaUnderPrecisionRecallCurve,
        m.F1Score,
        m.PositivePrecision,
        m.PositiveRecall,
        m.NegativePrecision,
        m.NegativeRecall,
        confusion = Confusion(m.ConfusionMatrix),
    };

    private static object Figures(RegressionMetrics m) =>
        new { m.MeanAbsoluteError, m.MeanSquaredError, m.RootMeanSquaredError, m.LossFunction, m.RSquared };

    private static object Confusion(ConfusionMatrix c) =>
        new { c.Counts, c.NumberOfClasses, c.PerClassPrecision, c.PerClassRecall, text = c.GetFormattedConfusionTable() };

    private IDataView View<T>(IEnumerable<T> rows)
        where T : class => _ml.Data.LoadFromEnumerable(rows);
}
