using CsvHelper;

namespace MlpTrainer.Tool.Reading;

/// <summary>Finds out how a table is laid out from its beginning.</summary>
internal static class CsvFormatGuess
{
    private const int SampleRows = 200;

    /// <summary>In this order, since a comma may be part of numbers and texts.</summary>
    private static readonly char[] s_separators = ['\t', ';', '|', ','];

    /// <param name="source">The table.</param>
    /// <param name="said">What the user says of it.</param>
    /// <param name="knownNames">Names that a header has: a line with one of them is one.</param>
    /// <param name="isKnownOnly">Whether a line without any of them is none.</param>
    public static CsvFormat Of(CsvSource source, CsvLayout said, IReadOnlyCollection<string> knownNames, bool isKnownOnly = false)
    {
        string text = source.Beginning;
        char? separator = said.Separator;
        bool skips = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.IndexOf('\n', StringComparison.Ordinal) is > 4 and < 8;
        if (skips)
        {
            separator ??= text[4];
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        }

        (char by, List<string[]> rows) = separator is { } given ? (given, Sample(text, given, said.HasQuotes ?? true, source.IsWhole)) : BestSeparator(text, said.HasQuotes ?? true, source.IsWhole);
        bool hasQuotes = said.HasQuotes ?? (by != '\t' || QuotesFit(source));
        rows = hasQuotes ? rows : Sample(text, by, hasQuotes: false, source.IsWhole);
        if (rows.Count == 0)
        {
            throw new UserError($"{source.Name} has no rows.");
        }

        bool header = said.HasHeader ?? (rows[0].Any(name => knownNames.Contains(name, StringComparer.OrdinalIgnoreCase)) || (!isKnownOnly && HeaderGuess.HasHeader(rows)));
        int columns = rows.Count > 1 && header && rows[1].Length == rows[0].Length + 1 && rows[1][^1].Length > 0 ? rows[1].Length : rows[0].Length;
        List<string> notes = [];
        string[] names = header ? ColumnNames.Of(rows[0], columns, notes) : [.. Enumerable.Range(1, columns).Select(i => Invariant($"column{i}"))];
        return new CsvFormat(by, header, names, skips, notes) { HasQuotes = hasQuotes };
    }

    /// <summary>The first rows of values, some hundred.</summary>
    public static IReadOnlyList<string[]> FirstRows(CsvSource source, CsvFormat format)
    {
        string text = format.SkipsLine ? source.Beginning[(source.Beginning.IndexOf('\n', StringComparison.Ordinal) + 1)..] : source.Beginning;
        return [.. Sample(text, format.Separator, format.HasQuotes, source.IsWhole).Skip(format.HasHeader ? 1 : 0)];
    }

    private static (char Separator, List<string[]> Rows) BestSeparator(string text, bool hasQuotes, bool isWhole)
    {
        (char Separator, List<string[]> Rows, double Share) best = (s_separators[^1], [], -1);
        foreach (char separator in s_separators)
        {
            List<string[]> rows = Sample(text, separator, hasQuotes, isWhole);
            int usual = rows.Count == 0 ? 0 : rows.GroupBy(row => row.Length).MaxBy(group => group.Count())!.Key;
            double share = usual < 2 ? 0 : (double)rows.Count(row => row.Length == usual) / rows.Count;
            if (share > best.Share)
            {
                best = (separator, rows, share);
            }
        }

        return best.Share > 0 ? (best.Separator, best.Rows) : (',', Sample(text, ',', hasQuotes, isWhole));
    }

    /// <summary>Whether quotation marks between tabs, where they are often letters, are more than that: not if there are more rows without them, all with the same number of fields.</summary>
    private static bool QuotesFit(CsvSource source)
    {
        if (!source.Beginning.Contains('"', StringComparison.Ordinal) && source.IsWhole)
        {
            return true;
        }

        (int rows, bool _) = Count(source, hasQuotes: true);
        (int lines, bool isEven) = Count(source, hasQuotes: false);
        return !isEven || lines <= rows;
    }

    /// <summary>How many rows there are between tabs, and whether all have the same number of fields; of a pipe only its beginning is looked at.</summary>
    private static (int Rows, bool IsEven) Count(CsvSource source, bool hasQuotes)
    {
        using TextReader reader = source.Length is null ? new StringReader(source.Beginning) : source.Read();
        using CsvParser parser = CsvRows.Parser(reader, '\t', hasQuotes);
        int rows = 0, uneven = 0, fields = 0;
        while (parser.Read())
        {
            fields = rows == 0 ? parser.Count : fields;
            uneven += parser.Count == fields ? 0 : 1;
            rows++;
        }

        return (rows, uneven <= (source.Length is null && !source.IsWhole ? 1 : 0));
    }

    /// <summary>The first rows; without the last one where it may be cut.</summary>
    private static List<string[]> Sample(string text, char separator, bool hasQuotes, bool isWhole)
    {
        List<string[]> rows = [];
        using CsvParser parser = CsvRows.Parser(new StringReader(text), separator, hasQuotes);
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
