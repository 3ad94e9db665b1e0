using MlpTrainer.Reports.Figures;
using MlpTrainer.Reports.Measures;

namespace MlpTrainer.Reports.Sections;

/// <summary>Figures of a classifier: what is taken for what, ranking, calibration.</summary>
internal static class ClassFigures
{
    private const int MostConfusions = 10;

    public static void Write(Html html, ReportData data, TestRows test)
    {
        long[] counts = test.ClassCounts;
        int present = counts.Count(count => count > 0);
        if (present == 1)
        {
            html.Paragraph($"All test rows are of one class, {test.Classes[Array.FindIndex(counts, count => count > 0)]}: whether the model tells it from others cannot be measured, so ROC, precision and recall are not drawn.");
        }

        html.BeginFigures();
        WriteConfusion(html, test, counts);
        if (present > 1)
        {
            RankFigures.Write(html, data, test);
        }

        WriteCalibration(html, data, test);
        html.EndFigures();
        if (!data.IsBinary)
        {
            WriteMostFrequent(html, test, counts);
        }
    }

    private static void WriteConfusion(Html html, TestRows test, long[] counts)
    {
        var shown = new ShownClasses(test);
        long right = Enumerable.Range(0, counts.Length).Sum(k => test.Confusion[k, k]);
        string rest = shown.Others > 0 ? $" Shown are the {Number.Of(shown.Names.Count - 1)} classes with the most errors; the other {Number.Of(shown.Others)} are summed up in the last row and column." : "";
        html.Figure(
            new Matrix("Confusion", $"{Number.Of(right)} of {Number.Of(test.Count)} rows were given their true class.", shown.Names, shown.Counts),
            "Rows are true classes, columns predicted ones; right answers lie on the diagonal. The stronger a cell's colour, the larger its share of the row." + rest);
    }

    private static void WriteMostFrequent(Html html, TestRows test, long[] counts)
    {
        (int True, int Predicted, long Count)[] errors = [.. Enumerable.Range(0, counts.Length)
            .SelectMany(i => Enumerable.Range(0, counts.Length).Where(j => j != i && test.Confusion[i, j] > 0).Select(j => (i, j, test.Confusion[i, j])))
            .OrderByDescending(one => one.Item3).Take(MostConfusions)];
        if (errors.Length == 0)
        {
            html.Paragraph("No row was given a wrong class.");
            return;
        }

        html.Table("The most frequent errors", ["true class", "predicted", "rows", "of the class"],
            errors.Select(one => (string[])[test.Classes[one.True], test.Classes[one.Predicted], Number.Of(one.Count), Number.Percent((double)one.Count / counts[one.True])]));
    }

    private static void WriteCalibration(Html html, ReportData data, TestRows test)
    {
        IReadOnlyList<TestRow> rows = test.Sample.Items;
        var after = new Calibration(rows.Select(row => data.IsBinary ? (row.Scores[1], row.Class == 1) : TestMetrics.Confidence(row)));
        string what = data.IsBinary ? $"probability of {test.Classes[1]}" : "probability of the predicted class";
        var plot = new Plot("Calibration", $"Calibration error {Number.Of(after.Error)} over {after.Bins.Count} bins.", Axis.From(what, 0, 1), Axis.From("share that came true", 0, 1));
        plot.Guide((0, 0), (1, 1));
        List<(string, string)> legend = [("as the model says it", "s0")];
        string before = "";
        if (Uncooled.IsKnown(data.Model))
        {
            var uncooled = new Calibration(rows.Select(row => Before(data, row)));
            plot.Line([.. uncooled.Bins.Select(bin => (bin.Probability, bin.Share))], "s1 dashed before", "before the temperature");
            legend.Add(("before the temperature", "s1 dashed"));
            before = $" Before the temperature of {Number.Of(data.Training.Temperature!.Value)} the error was {Number.Of(uncooled.Error)}.";
        }

        plot.Line([.. after.Bins.Select(bin => (bin.Probability, bin.Share))], "s0 after", "as the model says it");
        foreach ((double probability, double share, long count) in after.Bins)
        {
            plot.Dot((probability, share), "s0", $"{Number.Of(count)} rows: said {Number.Of(probability)}, came true {Number.Of(share)}");
        }

        html.Figure(plot, $"On the diagonal, what is said to be 70 % probable is so in 70 of 100 rows; below it the model is too sure. Mean distance (calibration error): {Number.Of(after.Error)}.{before} Bins with few rows scatter.", legend);
    }

    private static (double, bool) Before(ReportData data, TestRow row)
    {
        if (data.IsBinary)
        {
            return (Uncooled.Probability(data.Training, row.Scores[0]), row.Class == 1);
        }

        double[] probabilities = Uncooled.Probabilities(data.Training, row.Scores);
        double most = probabilities.Max();
        return (most, Array.IndexOf(probabilities, most) == row.Class);
    }
}
