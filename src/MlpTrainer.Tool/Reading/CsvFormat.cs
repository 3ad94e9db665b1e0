namespace MlpTrainer.Tool.Reading;

/// <summary>How a table is laid out.</summary>
/// <param name="Separator">What stands between two fields.</param>
/// <param name="HasHeader">Whether the first line has the columns' names.</param>
/// <param name="Columns">The columns' names, each once; "column1" and so on where the file has none.</param>
/// <param name="SkipsLine">Whether there is a line "sep=;" before it, as Excel has it.</param>
/// <param name="Notes">What was changed about the names.</param>
internal sealed record CsvFormat(char Separator, bool HasHeader, IReadOnlyList<string> Columns, bool SkipsLine, IReadOnlyList<string> Notes)
{
    /// <summary>Whether a field may stand in quotation marks; if not, they are letters as others are.</summary>
    public bool HasQuotes { get; init; } = true;

    /// <summary>The separator in words.</summary>
    public string SeparatorName => Separator switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "bar",
        ' ' => "space",
        _ => $"'{Separator}'",
    };

    /// <summary>The place of a column, by its name as it stands, else in any case; -1: there is none.</summary>
    public int PlaceOf(string name)
    {
        int exact = IndexOf(name, StringComparison.Ordinal);
        return exact >= 0 ? exact : IndexOf(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The same with another name for a column; where there is no new name, it is as it was.</summary>
    public CsvFormat Renamed(string column, string? name)
    {
        int place = PlaceOf(column);
        return name is null || place < 0 ? this : this with { Columns = [.. Columns.Select((old, i) => i == place ? name : old == name ? $"{old}_" : old)] };
    }

    /// <summary>The place of a column that must be there.</summary>
    /// <exception cref="UserError">There is no such column; the message has the most similar name.</exception>
    public int RequiredPlaceOf(string name, string file)
    {
        if (PlaceOf(name) is >= 0 and int place)
        {
            return place;
        }

        string? similar = Columns.Select(column => (column, Distance: Similarity.Distance(column.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(pair => pair.Distance <= Math.Max(1, name.Length / 3)).OrderBy(pair => pair.Distance).Select(pair => pair.column).FirstOrDefault();
        string names = string.Join(", ", Columns.Take(40)) + (Columns.Count > 40 ? ", …" : "");
        throw new UserError($"{file} has no column '{name}'.{(similar is null ? "" : $" Is '{similar}' meant?")} Its columns are {names}.");
    }

    private int IndexOf(string name, StringComparison comparison)
    {
        for (int place = 0; place < Columns.Count; place++)
        {
            if (string.Equals(Columns[place], name, comparison))
            {
                return place;
            }
        }

        return -1;
    }
}
