using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Inference;

/// <summary>What a table is taken for: its columns, what is learned, and what that is of.</summary>
/// <param name="Format">How the file is laid out.</param>
/// <param name="Columns">All columns in the file's order, the label's among them.</param>
/// <param name="Label">The column to predict.</param>
/// <param name="Task">What is learned.</param>
/// <param name="TaskWhy">What shows it, in a few words.</param>
/// <param name="Classes">The classes, in ordinal order; of two the second is the positive one. None for a number.</param>
internal sealed record TablePlan(CsvFormat Format, IReadOnlyList<ColumnPlan> Columns, ColumnPlan Label, TaskKind Task, string TaskWhy, IReadOnlyList<string> Classes)
{
    /// <summary>The columns that are learned from, in the file's order.</summary>
    public IReadOnlyList<ColumnPlan> Features { get; } = [.. Columns.Where(column => column.Kind != ColumnKind.Ignore && column.Place != Label.Place)];

    /// <summary>Whether the label counts something: whole numbers from 0 on, many of them small.</summary>
    public bool IsCount { get; init; }

    /// <summary>Rows of the file, and those without a label, which are left out.</summary>
    public int Rows { get; init; }

    public int RowsWithoutLabel { get; init; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
