namespace MlpTrainer.Tool.Reading;

/// <summary>The names of a header, each made to be there and to be there once.</summary>
internal static class ColumnNames
{
    /// <param name="header">The fields of the first line.</param>
    /// <param name="columns">How many columns the rows have; one more than the header where the first, R's names of the rows, has no name.</param>
    /// <param name="notes">Is told what was changed.</param>
    public static string[] Of(string[] header, int columns, List<string> notes)
    {
        IEnumerable<string> given = columns == header.Length + 1 ? ["", .. header] : header;
        HashSet<string> taken = new(StringComparer.Ordinal);
        List<string> names = [];
        foreach (string name in given)
        {
            string free = Free(name.Length > 0 ? name : Invariant($"column{names.Count + 1}"), taken);
            if (free != name)
            {
                notes.Add(name.Length == 0 ? Invariant($"Column {names.Count + 1} has no name; it is called '{free}'.")
                    : Invariant($"Column {names.Count + 1} is the second with the name '{name}'; it is called '{free}'."));
            }

            names.Add(free);
        }

        return [.. names];
    }

    private static string Free(string name, HashSet<string> taken)
    {
        string free = name;
        for (int number = 2; !taken.Add(free); number++)
        {
            free = Invariant($"{name}_{number}");
        }

        return free;
    }
}
