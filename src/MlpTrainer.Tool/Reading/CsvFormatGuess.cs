using CsvHelper;

namespace MlpTrainer.Tool.Reading;

/// <summary>Finds out how a table is laid out from its beginning.</summary>
internal static class CsvFormatGuess
{
    private const int SampleRows = 200;

    /// <summary>In this order, since a comma may be part of numbers and texts.</summary>
    private static readonly char[] s_separators = ['\t', ';', '|', ','];

    /// <param name="source">The table.</param>
    /// <param name="separator">The separator, where the user names it.</param>
    /// <param name="hasHeader">Whether there is a header, where the user says so.</param>
    /// <param name="knownNames">Names that a header has: a line with one of them is one.</param>
    /// <param name="isKnownOnly">Whether a line without any of them is none.</param>
    public static CsvFormat Of(CsvSource source, char? separator, bool? hasHeader, IReadOnlyCollection<string> knownNames, bool isKnownOnly = false)
    {
        string text = source.Beginning;
        bool skips = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.IndexOf('\n', StringComparison.Ordinal) is > 4 and < 8;
        if (skips)
        {
            separator ??= text[4];
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        }

        (char by, List<string[]> rows) = separator is { } given ? (given, Sample(text, given, source.IsWhole)) : BestSeparator(text, source.IsWhole);
        if (rows.Count == 0)
        {
            throw new UserError($"{source.Name} has no rows.");
        }

        bool header = hasHeader ?? (rows[0].Any(name => knownNames.Contains(name, StringComparer.OrdinalIgnoreCase)) || (!isKnownOnly && HeaderGuess.HasHeader(rows)));
        int columns = rows.Count > 1 && header && rows[1].Length == rows[0].Length + 1 && rows[1][^1].Length > 0 ? rows[1].Length : rows[0].Length;
        List<string> notes = [];
        string[] names = header ? ColumnNames.Of(rows[0], columns, notes) : [.. Enumerable.Range(1, columns).Select(i => Invariant($"column{i}"))];
        return new CsvFormat(by, header, names, skips, notes);
    }

    /// <summary>The first rows of values, some hundred.</summary>
    public static IReadOnlyList<string[]> FirstRows(CsvSource source, CsvFormat format)
    {
        string text = format.SkipsLine ? source.Beginning[(source.Beginning.IndexOf('\n', StringComparison.Ordinal) + 1)..] : source.Beginning;
        return [.. Sample(text, format.Separator, source.IsWhole).Skip(format.HasHeader ? 1 : 0)];
    }

    private static (char Separator, List<string[]> Rows) BestSeparator(string text, bool isWhole)
    {
        (char Separator, List<string[]> Rows, double Share) best = (s_separators[^1], [], -1);
        foreach (char separator in s_separators)
        {
            List<string[]> rows = Sample(text, separator, isWhole);
            int usual = rows.Count == 0 ? 0 : rows.GroupBy(row => row.Length).MaxBy(group => group.Count())!.Key;
            double share = usual < 2 ? 0 : (double)rows.Count(row => row.Length == usual) / rows.Count;
            if (share > best.Share)
            {
                best = (separator, rows, share);
            }
        }

        return best.Share > 0 ? (best.Separator, best.Rows) : (',', Sample(text, ',', isWhole));
    }

    /// <summary>The first rows; without the last one where it may be cut.</summary>
    private static List<string[]> Sample(string text, char separator, bool isWhole)
    {
        List<string[]> rows = [];
        using CsvParser parser = CsvRows.Parser(new StringReader(text), separator);
        while (rows.Count <= SampleRows && parser.Read())
        {
            rows.Add([.. parser.Record!.Select(field => field.Trim())]);
        }

        if (!isWhole && rows.Count is > 1 and <= SampleRows)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return rows;
    }
}
