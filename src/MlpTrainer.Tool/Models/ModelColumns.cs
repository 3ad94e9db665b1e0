using Microsoft.ML;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Pipelines;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Models;

/// <summary>Where the columns that a model reads stand in a file.</summary>
internal static class ModelColumns
{
    /// <summary>How a file that a model is applied to is laid out.</summary>
    public static CsvFormat Format(ModelFile model, CsvSource source, CsvLayout said)
    {
        string[] names = [.. model.Schema.Select(column => column.Name)];
        bool? hasQuotes = said.HasQuotes ?? (model.Label is { } label && ModelSchema.IsWithoutQuotes(label) ? false : null);
        return CsvFormatGuess.Of(source, said with { HasQuotes = hasQuotes }, names, isKnownOnly: true);
    }

    /// <summary>What each column that is needed is, and its place in the file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="format">The file's columns.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="label">Which column must be there as the label; null: none.</param>
    /// <exception cref="UserError">A column is missing.</exception>
    public static (ColumnPlan Column, int Place)[] Find(ModelFile model, CsvFormat format, string file, string? label)
    {
        List<string> missing = [];
        List<(ColumnPlan, int)> found = [];
        foreach (DataViewSchema.Column column in model.Schema.Where(column => column.Name == label || model.Needs(column)))
        {
            int place = format.HasHeader ? format.PlaceOf(column.Name) : PlaceWithoutHeader(model, format, column, file);
            if (place < 0)
            {
                missing.Add(column.Name);
            }

            found.Add((ModelSchema.Read(column), place));
        }

        string header = format.HasHeader ? $"Its columns are {string.Join(", ", format.Columns.Take(40))}{(format.Columns.Count > 40 ? ", …" : "")}."
            : "Its first line has none of the model's columns, so that it is taken for a row of values; --header yes says that it is none.";
        return missing.Count == 0 ? [.. found]
            : throw new UserError($"{file} lacks {(missing.Count == 1 ? "a column" : "columns")} that the model reads: {string.Join(", ", missing.Take(20).Select(name => $"'{name}'"))}{(missing.Count > 20 ? ", …" : "")}. {header}");
    }

    /// <summary>The decimal mark of a file: the one that alone reads more of its first rows; null: they don't show it.</summary>
    public static NumberFormat? DecimalMark(IReadOnlyList<string[]> rows, (ColumnPlan Column, int Place)[] columns)
    {
        int points = 0, commas = 0;
        foreach ((ColumnPlan column, int place) in columns.Where(column => column.Column.Kind == ColumnKind.Number && column.Place >= 0))
        {
            foreach (string field in rows.Where(row => place < row.Length).Select(row => row[place]))
            {
                bool isPoint = NumberFormat.Point.TryParse(field, out _), isComma = NumberFormat.Comma.TryParse(field, out _);
                points += isPoint && !isComma ? 1 : 0;
                commas += isComma && !isPoint ? 1 : 0;
            }
        }

        return points > commas ? NumberFormat.Point : commas > points ? NumberFormat.Comma : null;
    }

    /// <summary>Of a file without names: its columns are those of the file that the model was trained on, or those without the label.</summary>
    private static int PlaceWithoutHeader(ModelFile model, CsvFormat format, DataViewSchema.Column column, string file)
    {
        if (model.Label is not { } label || ModelSchema.ColumnsWithoutHeader(label) is not { } columns)
        {
            return -1;
        }

        int place = ModelSchema.Read(column).Place, labelPlace = ModelSchema.Read(label).Place;
        bool isWithoutLabel = format.Columns.Count == columns - 1;
        return format.Columns.Count == columns ? place
            : isWithoutLabel ? (place == labelPlace ? -1 : place < labelPlace ? place : place - 1)
            : throw new UserError(Invariant($"{file} must have {columns} columns as the file that the model was trained on, or {columns - 1} without the label, but has {format.Columns.Count}."));
    }
}
