using MlpTrainer.Tool.Measuring;
using MlpTrainer.Tool.Terminal;

namespace MlpTrainer.Tool.Commands;

/// <summary>Says on the screen how good a model is.</summary>
internal static class MeasureTable
{
    private const int MostClasses = 12;

    /// <exception cref="UserError">No row could be measured.</exception>
    public static void Write(Screen screen, Measurement measurement, string title)
    {
        if (measurement.UnknownClasses > 0)
        {
            Tables.Line(screen.Error, Invariant($"Warning: {measurement.UnknownClasses} rows are of classes that the model does not know, such as '{measurement.UnknownClass}'; they are not measured."));
        }

        if (measurement.Measure.Count == 0)
        {
            throw new UserError("There is no row to measure on.");
        }

        Tables.Line(screen.Out, title);
        Tables.Write(screen.Out, ["measure", ">value", "beside"], measurement.Measure.Figures.Select(IReadOnlyList<string> (figure) => [figure.Name, figure.Value, figure.Beside]));
        if (measurement.Measure is ClassMeasure { Classes.Count: <= MostClasses } classes)
        {
            WriteConfusion(screen, classes);
        }
    }

    private static void WriteConfusion(Screen screen, ClassMeasure measure)
    {
        string[] headings = ["in truth ↓, predicted →", .. measure.Classes.Select(name => ">" + name), ">found"];
        Tables.Write(screen.Out, headings, measure.Classes.Select(IReadOnlyList<string> (name, of) =>
        {
            int[] row = [.. Enumerable.Range(0, measure.Classes.Count).Select(most => measure.Confusion[of, most])];
            string found = row.Sum() == 0 ? "" : Invariant($"{100.0 * row[of] / row.Sum():F1} %");
            return [name, .. row.Select(count => Invariant($"{count}")), found];
        }));
    }
}
