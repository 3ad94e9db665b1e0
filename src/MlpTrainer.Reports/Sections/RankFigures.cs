using MlpTrainer.Reports.Figures;
using MlpTrainer.Reports.Measures;

namespace MlpTrainer.Reports.Sections;

/// <summary>ROC and precision-recall curves; of several classes each against the rest.</summary>
internal static class RankFigures
{
    private const int MostNamed = 5, MostLines = 30;

    public static void Write(Html html, ReportData data, TestRows test)
    {
        (string Name, RankCurve Curve)[] curves = data.IsBinary ? [(test.Classes[1], Binary(test))] : [.. OneAgainstRest(test).OrderBy(one => one.Curve.AreaUnderRoc)];
        (string Name, RankCurve Curve)[] named = [.. curves.Take(MostNamed)], others = [.. curves.Skip(MostNamed).Take(MostLines)];
        string area = data.IsBinary ? $"Area under the curve {Number.Of(curves[0].Curve.AreaUnderRoc)}."
            : $"Each class against the rest; the mean area is {Number.Of(curves.Average(one => one.Curve.AreaUnderRoc))}, the least {Number.Of(curves[0].Curve.AreaUnderRoc)} ({curves[0].Name}).";
        string which = curves.Length > MostNamed ? $" Named are the {MostNamed} classes with the least area, grey are {Number.Of(others.Length)} of the other {Number.Of(curves.Length - MostNamed)}." : "";

        var roc = new Plot("ROC", area, Axis.From("false positive rate", 0, 1), Axis.From("true positive rate", 0, 1));
        roc.Guide((0, 0), (1, 1));
        var precision = new Plot("Precision and recall", $"Average precision {Number.Of(curves[0].Curve.AveragePrecision)}.", Axis.From("recall", 0, 1), Axis.From("precision", 0, 1));
        if (data.IsBinary)
        {
            double share = (double)curves[0].Curve.Positives / (curves[0].Curve.Positives + curves[0].Curve.Negatives);
            precision.Guide((0, share), (1, share));
        }

        foreach ((string name, RankCurve curve) in others)
        {
            Draw(roc, precision, (name, curve), "s5 thin");
        }

        for (int i = named.Length - 1; i >= 0; i--)
        {
            Draw(roc, precision, named[i], Style(i));
        }

        (string, string)[] legend = curves.Length == 1 ? [] : [.. named.Select((one, i) => (one.Name, Style(i))), .. others.Length > 0 ? [("other classes", "s5")] : Array.Empty<(string, string)>()];
        html.Figure(roc, $"How many rows of the class are found for how many false alarms, as the threshold falls; the dashed line is guessing. {area}{which}", legend);
        html.Figure(precision, PrecisionCaption(data, curves), legend);
    }

    private static string PrecisionCaption(ReportData data, (string Name, RankCurve Curve)[] curves) =>
        "How many of the rows that are taken for the class are of it, as more of them are found; more telling than ROC where the class is rare. "
        + (data.IsBinary ? $"The dashed line is guessing. Average precision: {Number.Of(curves[0].Curve.AveragePrecision)}." : "");

    private static void Draw(Plot roc, Plot precision, (string Name, RankCurve Curve) one, string style)
    {
        roc.Line(one.Curve.Roc, $"{style} roc", $"{one.Name}: area {Number.Of(one.Curve.AreaUnderRoc)}");
        precision.Line(one.Curve.PrecisionRecall, $"{style} precision", $"{one.Name}: average precision {Number.Of(one.Curve.AveragePrecision)}");
    }

    /// <summary>Lines differ in colour and in their dashes.</summary>
    private static string Style(int i) => Invariant($"s{i}") + (i % 3) switch
    {
        1 => " dashed",
        2 => " dotted",
        _ => "",
    };

    private static RankCurve Binary(TestRows test) => new(test.Sample.Items.Select(row => (row.Scores[0], row.Class == 1)));

    /// <summary>The classes that have rows in the sample.</summary>
    private static IEnumerable<(string Name, RankCurve Curve)> OneAgainstRest(TestRows test) =>
        Enumerable.Range(0, test.Classes.Count)
            .Select(k => (test.Classes[k], new RankCurve(test.Sample.Items.Select(row => (row.Scores[k], row.Class == k))))).Where(one => one.Item2.IsDefined);
}
