using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>Reads the rows of a table whose columns are known, with features and label.</summary>
internal static class PlanRows
{
    /// <summary>All rows that have a label.</summary>
    public static MemoryTable Read(CsvSource source, TablePlan plan, MissingWords missing, CancellationToken cancellation)
    {
        using CsvRows rows = new(source, plan.Format);
        return Read(rows, plan, [.. ModelSchema.InOrder(plan).Select(column => (column, column.Place))], missing, cancellation);
    }

    /// <summary>The rows of another file with the same columns, in any order.</summary>
    /// <exception cref="UserError">A column is missing there.</exception>
    public static MemoryTable ReadOther(string path, TablePlan plan, MissingWords missing, CancellationToken cancellation)
    {
        CsvSource source = CsvSource.Open(path, Stream.Null, encoding: null);
        string[] names = [.. plan.Features.Select(column => column.Name)];
        CsvFormat format = CsvFormatGuess.Of(source, new CsvLayout(HasHeader: plan.Format.HasHeader ? null : false, HasQuotes: plan.Format.HasQuotes ? null : false), names, isKnownOnly: true);
        using CsvRows rows = new(source, format);
        return Read(rows, plan, [.. ModelSchema.InOrder(plan).Select(column => (column, format.RequiredPlaceOf(column.Name, source.Name)))], missing, cancellation);
    }

    private static MemoryTable Read(CsvRows rows, TablePlan plan, (ColumnPlan Column, int Place)[] columns, MissingWords missing, CancellationToken cancellation)
    {
        int label = Array.FindIndex(columns, column => column.Column.Place == plan.Label.Place);
        return new TableReader(rows, ModelSchema.Of(plan), columns, missing, label).Read(int.MaxValue, each: null, cancellation);
    }
}
