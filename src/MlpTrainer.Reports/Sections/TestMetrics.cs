using MlpTrainer.Reports.Measures;

namespace MlpTrainer.Reports.Sections;

/// <summary>The metrics of the test rows, the most important first; NaN where one is not defined.</summary>
internal static class TestMetrics
{
    private const double LeastProbability = 1e-15;

    public static IReadOnlyList<(string Name, double Value)> Of(ReportData data, TestRows test) =>
        test.Count == 0 ? [] : data.IsBinary ? Binary(test) : data.IsMulticlass ? Multiclass(test) : Numbers(test);

    private static (string, double)[] Binary(TestRows test)
    {
        long[,] n = test.Confusion;
        var curve = new RankCurve(test.Sample.Items.Select(row => (row.Scores[0], row.Class == 1)));
        double precision = Share(n[1, 1], n[0, 1] + n[1, 1]), recall = Share(n[1, 1], n[1, 0] + n[1, 1]);
        return
        [
            ("accuracy", Share(n[0, 0] + n[1, 1], test.Count)),
            ("area under ROC", curve.AreaUnderRoc),
            ("log-loss", test.Sample.Items.Average(row => LogLoss(row.Class == 1 ? row.Scores[1] : 1 - row.Scores[1]))),
            ("average precision", curve.AveragePrecision),
            ("F1", 2 * precision * recall / (precision + recall)),
            ("precision", precision),
            ("recall", recall),
            ("calibration error", new Calibration(test.Sample.Items.Select(row => ((double)row.Scores[1], row.Class == 1))).Error),
            ("share of " + test.Classes[1], Share(n[1, 0] + n[1, 1], test.Count)),
        ];
    }

    private static (string, double)[] Multiclass(TestRows test)
    {
        long[] counts = test.ClassCounts;
        int[] present = [.. Enumerable.Range(0, counts.Length).Where(k => counts[k] > 0)];
        return
        [
            ("accuracy", Share(present.Sum(k => test.Confusion[k, k]), test.Count)),
            ("accuracy, classes alike", present.Average(k => Share(test.Confusion[k, k], counts[k]))),
            ("log-loss", test.Sample.Items.Average(row => LogLoss(row.Scores[row.Class]))),
            ("calibration error", new Calibration(test.Sample.Items.Select(Confidence)).Error),
            ("share of the largest class", Share(counts.Max(), test.Count)),
        ];
    }

    /// <summary>The probability of the predicted class, and whether it is the true one.</summary>
    public static (double Probability, bool IsTrue) Confidence(TestRow row)
    {
        float most = row.Scores.Max();
        return (most, Array.IndexOf(row.Scores, most) == row.Class);
    }

    private static (string, double)[] Numbers(TestRows test)
    {
        int outputs = test.Sample.Items[0].Numbers.Length;
        Errors[] errors = [.. Enumerable.Range(0, outputs).Select(j => OfOutput(test, j))];
        return
        [
            ("R²", errors.Average(one => one.RSquared)),
            ("mean absolute error", errors.Average(one => one.MeanAbsolute)),
            ("root mean squared error", Math.Sqrt(errors.Average(one => one.RootMeanSquare * one.RootMeanSquare))),
            ("mean of true − predicted", errors.Average(one => one.Bias)),
        ];
    }

    /// <summary>One of several numbers.</summary>
    public static Errors OfOutput(TestRows test, int output) =>
        new(test.Sample.Items.Select(row => ((double)row.Numbers[output], (double)row.Scores[output])));

    private static double Share(long part, long whole) => whole == 0 ? double.NaN : (double)part / whole;

    private static double LogLoss(double probability) => -Math.Log(Math.Max(probability, LeastProbability));
}
