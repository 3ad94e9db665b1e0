using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Reading;
using MlpTrainer.Tool.Terminal;
using Spectre.Console;

namespace MlpTrainer.Tool.Commands;

/// <summary>Says on the screen what a table is taken for.</summary>
internal static class PlanTable
{
    private const int MostLines = 60;

    public static void Write(IAnsiConsole console, CsvSource source, TablePlan plan)
    {
        CsvFormat format = plan.Format;
        Tables.Line(console, Invariant($"{source.Name}: {plan.Rows} rows, {format.Columns.Count} columns; {format.SeparatorName} between fields, {(format.HasHeader ? "names in the first line" : "no header")}, {source.Encoding.WebName}."));
        ColumnPlan[][] groups = [.. Groups(plan.Columns, plan.Label)];
        Tables.Write(console, ["column", "type", "why"], groups.Take(MostLines).Select(IReadOnlyList<string> (group) =>
            [group.Length == 1 ? group[0].Name : Invariant($"{group[0].Name} … {group[^1].Name} ({group.Length} columns)"), Word(group[0], plan), group.Length == 1 ? group[0].Why : Common(group)]));
        if (groups.Length > MostLines)
        {
            Tables.Line(console, Invariant($"… and {groups.Length - MostLines} more lines."));
        }

        string task = plan.Task switch { TaskKind.Binary => "two classes", TaskKind.Multiclass => Invariant($"{plan.Classes.Count} classes"), _ => "a number" };
        Tables.Line(console, $"To predict: {plan.Label.Name}, {task} ({plan.TaskWhy}). --column name=type and --task say otherwise.");
        foreach (string note in Notes(plan))
        {
            Tables.Line(console, note);
        }
    }

    private static IEnumerable<string> Notes(TablePlan plan)
    {
        if (!plan.Format.HasQuotes)
        {
            yield return "Quotation marks are taken for letters; --quotes yes says that fields stand in them.";
        }

        foreach (string note in plan.Notes)
        {
            yield return note;
        }

        if (plan.RowsWithoutLabel > 0)
        {
            yield return Invariant($"{plan.RowsWithoutLabel} rows have no label and are left out.");
        }

        if (plan.IsCount)
        {
            yield return $"{plan.Label.Name} seems to count something: --cost poisson predicts a mean count, never below 0.";
        }
    }

    private static string Word(ColumnPlan column, TablePlan plan) =>
        column.Place == plan.Label.Place ? "label" : column.Kind == ColumnKind.Ignore ? "left out" : column.Kind.ToString().ToLowerInvariant();

    /// <summary>Columns one by one; in a wide table those of one type that follow each other together.</summary>
    private static IEnumerable<ColumnPlan[]> Groups(IReadOnlyList<ColumnPlan> columns, ColumnPlan label)
    {
        List<ColumnPlan> group = [];
        foreach (ColumnPlan column in columns)
        {
            bool isAlike = group.Count > 0 && columns.Count > MostLines && column.Place != label.Place && group[0].Place != label.Place
                && column.Kind == group[0].Kind && column.Kind is ColumnKind.Number or ColumnKind.Boolean or ColumnKind.Ignore;
            if (group.Count > 0 && !isAlike)
            {
                yield return [.. group];
                group.Clear();
            }

            group.Add(column);
        }

        yield return [.. group];
    }

    private static string Common(ColumnPlan[] group) => group.Select(column => column.Why).Distinct().Count() == 1 ? group[0].Why : $"{group[0].Why} and the like";
}
