using Microsoft.ML;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Pipelines;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Models;

/// <summary>Some thousand rows of a table as a model reads them, so that a table may be larger than memory.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Fields">Their fields as they stand in the file.</param>
internal sealed record RowBlock(MemoryTable Table, IReadOnlyList<string[]> Fields)
{
    private const int RowsInBlock = 4096;

    /// <summary>The rows of a file, block by block.</summary>
    /// <param name="source">The file.</param>
    /// <param name="format">How it is laid out.</param>
    /// <param name="model">The model.</param>
    /// <param name="label">The label's column, which the file then must have, and without a value of which a row is left out; null: none is needed.</param>
    /// <param name="writing">How numbers and missing values are written.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserError">A column is missing, or a field is not what its column is.</exception>
    public static IEnumerable<RowBlock> Read(CsvSource source, CsvFormat format, ModelFile model, string? label, Writing writing, CancellationToken cancellation)
    {
        (ColumnPlan Column, int Place)[] columns = ModelColumns.Find(model, format, source.Name, label);
        NumberFormat? mark = writing.DecimalMark ?? ModelColumns.DecimalMark(CsvFormatGuess.FirstRows(source, format), columns);
        columns = [.. columns.Select(column => (mark is null ? column.Column : column.Column with { Numbers = mark }, column.Place))];
        int? place = label is null ? null : Array.FindIndex(columns, column => column.Column.Name == label);
        using CsvRows rows = new(source, format);
        var reader = new TableReader(rows, Schema(model, columns), columns, writing.Missing, place);
        while (true)
        {
            List<string[]> fields = [];
            MemoryTable table = reader.Read(RowsInBlock, row => fields.Add(row.Fields), cancellation);
            if (table.Count == 0)
            {
                yield break;
            }

            yield return new RowBlock(table, fields);
        }
    }

    private static DataViewSchema Schema(ModelFile model, (ColumnPlan Column, int Place)[] columns)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(columns.Select(column => model.Schema[column.Column.Name]));
        return schema.ToSchema();
    }
}
