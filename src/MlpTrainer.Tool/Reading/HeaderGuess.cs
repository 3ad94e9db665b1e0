namespace MlpTrainer.Tool.Reading;

/// <summary>Whether the first line of a table has names or values.</summary>
internal static class HeaderGuess
{
    private static readonly MissingWords s_missing = new([]);

    /// <summary>
    /// Names are texts, each another one, none of them a number or a date. Where some column goes on with numbers or dates, that is enough; in a table of
    /// texts alone, a name does not come again in its own column, while values of some column do.
    /// </summary>
    public static bool HasHeader(IReadOnlyList<string[]> rows)
    {
        string[] first = rows[0];
        string[] named = [.. first.Where(name => name.Length > 0)];
        if (named.Length == 0 || named.Any(IsValue) || named.Distinct(StringComparer.Ordinal).Count() < named.Length - 1 - (named.Length / 10))
        {
            return false;
        }

        if (rows.Count == 1 || Enumerable.Range(0, first.Length).Any(column => IsColumnOfValues(rows, column)))
        {
            return true;
        }

        return !Enumerable.Range(0, first.Length).Any(column => first[column].Length > 0 && rows.Skip(1).Any(row => column < row.Length && row[column] == first[column]));
    }

    private static bool IsValue(string field) =>
        NumberFormat.Point.TryParse(field, out _) || NumberFormat.Comma.TryParse(field, out _) || field is "?" or "NaN" or "N/A" or "NULL"
        || (DateFormat.IsPossible(field) && DateFormat.All.Any(format => format.TryParse(field, out _)));

    private static bool IsColumnOfValues(IReadOnlyList<string[]> rows, int column)
    {
        string[] values = [.. rows.Skip(1).Where(row => column < row.Length).Select(row => row[column]).Where(value => !s_missing.HasAmongNumbers(value))];
        return values.Length > 0 && values.Count(IsValue) >= 0.95 * values.Length;
    }
}
