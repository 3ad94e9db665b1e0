using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Counts of examples by true class (rows) and predicted class (columns).</summary>
public sealed class ConfusionMatrix
{
    internal readonly bool IsBinary;
    internal readonly IReadOnlyList<ReadOnlyMemory<char>> PredictedClassesIndicators;

    internal ConfusionMatrix(double[][] counts, string[] names, bool isBinary)
    {
        Counts = counts;
        IsBinary = isBinary;
        PredictedClassesIndicators = Array.ConvertAll(names, n => n.AsMemory());
        PerClassRecall = counts.Select((row, i) => Ratio(row[i], row.Sum())).ToArray();
        PerClassPrecision = counts.Select((row, i) => Ratio(row[i], counts.Sum(r => r[i]))).ToArray();
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses => Counts.Count;

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex) =>
        Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];

    /// <summary>The matrix as text, with recall beside it and precision below. Names wider than a column are numbered.</summary>
    public string GetFormattedConfusionTable()
    {
        var columnWidth = NumberOfClasses == 2 ? 8 : 5;
        var names = PredictedClassesIndicators.Select(n => n.ToString()).ToArray();
        var longest = names.Max(n => n.Length);
        var headers = names;
        if (longest > columnWidth)
        {
            headers = names.Select((_, i) => i.ToString(CultureInfo.InvariantCulture)).ToArray();
            names = names.Select((n, i) => $"{headers[i].PadLeft(headers[^1].Length)}. {n.PadLeft(longest)}").ToArray();
        }

        var labelWidth = Math.Max(9, names.Max(n => n.Length));
        var line = $"||{new string('=', NumberOfClasses * (columnWidth + 3))}";
        var text = new StringBuilder(IsBinary ? PositiveRatio() : "");
        text.Append("\nConfusion table\n").Append(' ', labelWidth + 1).Append(line).Append('\n');
        text.Append("PREDICTED".PadRight(labelWidth)).Append(" ||").Append(Cells(headers, columnWidth)).Append(" Recall\n");
        text.Append("TRUTH".PadRight(labelWidth)).Append(' ').Append(line).Append('\n');
        for (var i = 0; i < names.Length; i++)
        {
            text.Append(names[i].PadLeft(labelWidth)).Append(" ||");
            text.Append(Cells(Counts[i].Select(c => Text(c, "N0")), columnWidth)).Append(' ').Append(Text(PerClassRecall[i], "F4")).Append('\n');
        }

        text.Append(' ', labelWidth + 1).Append(line).Append('\n').Append("Precision".PadRight(labelWidth)).Append(" ||");
        return text.Append(Cells(PerClassPrecision.Select(p => Text(p, "F4")), columnWidth)).Append('\n').ToString();
    }

    private string PositiveRatio()
    {
        var (positives, negatives) = (Counts[0].Sum(), Counts[1].Sum());
        var ratio = Text(positives / (positives + negatives), "F4");
        return $"TEST POSITIVE RATIO:\t{ratio} ({Text(positives, "F1")}/({Text(positives, "F1")}+{Text(negatives, "F1")}))";
    }

    private static string Cells(IEnumerable<string> cells, int width) => string.Concat(cells.Select(c => c.PadLeft(width + 1) + " |"));

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
