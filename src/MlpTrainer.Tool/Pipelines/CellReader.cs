using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>Reads one column's fields as the model wants them.</summary>
/// <param name="column">What the column is.</param>
/// <param name="missing">The words for missing values.</param>
internal sealed class CellReader(ColumnPlan column, MissingWords missing)
{
    private readonly Dictionary<string, string> _known = [];                // one object for equal texts

    /// <summary>Reads a field of a column of numbers or truths; NaN where it is missing.</summary>
    /// <param name="rows">The rows, at the field's.</param>
    /// <param name="place">The column's place in them.</param>
    /// <exception cref="UserError">It is something else; the message names file, line and column.</exception>
    public float Number(CsvRows rows, int place)
    {
        string field = rows.Fields[place];
        if (column.Kind == ColumnKind.Boolean)
        {
            return BooleanWords.TryParse(field, out bool isTrue) ? (isTrue ? 1f : 0f)
                : missing.HasAmongNumbers(field) ? float.NaN
                : throw rows.Error(place, $"'{Short(field)}' is neither true nor false. Where it means a missing value: --missing \"{field}\".");
        }

        return column.Numbers.TryParse(field, out double number) ? (float)number
            : missing.HasAmongNumbers(field) || field == column.MissingWord ? float.NaN
            : throw rows.Error(place, $"'{Short(field)}' is no number. Where it means a missing value: --missing \"{field}\".");
    }

    /// <summary>Reads a field of a column of texts or dates; empty where it is missing.</summary>
    /// <inheritdoc cref="Number"/>
    public string Text(CsvRows rows, int place)
    {
        string field = rows.Fields[place];
        if (column.Kind == ColumnKind.Date)
        {
            return missing.HasAmongNumbers(field) ? ""
                : column.Dates!.TryParse(field, out string iso) || DateFormat.All[0].TryParse(field, out iso) ? Same(iso)
                : throw rows.Error(place, $"'{Short(field)}' is no date as {column.Dates.Pattern}. Where it means a missing value: --missing \"{field}\".");
        }

        return missing.Has(field) ? "" : column.Kind == ColumnKind.Category ? Same(field) : field;
    }

    private string Same(string text)
    {
        if (_known.TryGetValue(text, out string? known))
        {
            return known;
        }

        if (_known.Count < 100_000)
        {
            _known.Add(text, text);
        }

        return text;
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
