using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Inference;

/// <summary>Reads a table once and says what it is.</summary>
internal static class TableInference
{
    /// <exception cref="UserError">The table or what the user says of it can't be right.</exception>
    public static TablePlan Infer(CsvSource source, CsvFormat format, InferenceOptions options, CancellationToken cancellation)
    {
        int label = format.RequiredPlaceOf(options.Label, source.Name);
        ColumnProfile[] profiles = Profile(source, format, label, options.Missing, cancellation);
        NumberFormat mark = options.DecimalMark ?? MarkOf(profiles);
        List<string> notes = [.. format.Notes];
        ColumnPlan[] columns = [.. profiles.Select((profile, place) => Decide(profile, place, options, mark))];
        foreach (ColumnOverride said in options.Columns.Select(ColumnOverride.Parse))
        {
            int place = format.RequiredPlaceOf(said.Name, source.Name);
            columns[place] = said.Apply(columns[place], profiles[place], mark, source.Name);
        }

        foreach (string name in options.Ignore)
        {
            int place = format.RequiredPlaceOf(name, source.Name);
            columns[place] = columns[place] with { Kind = ColumnKind.Ignore, Why = "as --ignore says" };
        }

        (TaskKind task, string why) = TaskRules.Decide(profiles[label], options.Task, source.Name);
        bool isNumber = task == TaskKind.Regression;
        columns[label] = columns[label] with { Kind = isNumber ? ColumnKind.Number : ColumnKind.Category, Why = $"label; {why}", Numbers = ColumnRules.Numbers(profiles[label], mark), MissingWord = null };
        string[] classes = isNumber ? [] : ClassOrder.Of(profiles[label].Counts.Keys);
        int missing = profiles[label].Missing + (isNumber ? profiles[label].MissingAmongNumbers : 0);
        TablePlan plan = new(format, columns, columns[label], task, why, classes)
        {
            IsCount = TaskRules.IsCount(profiles[label], task), Rows = profiles[label].Rows, RowsWithoutLabel = missing, Notes = notes,
        };
        return plan.Features.Count > 0 ? plan
            : throw new UserError($"{source.Name} has no column to learn '{options.Label}' from: the others are left out. --column name=kind takes one in.");
    }

    private static ColumnPlan Decide(ColumnProfile profile, int place, InferenceOptions options, NumberFormat mark)
    {
        ColumnPlan plan = ColumnRules.Decide(profile, place, mark);
        return options.DecimalMark is { } given ? plan with { Numbers = given } : plan;
    }

    private static ColumnProfile[] Profile(CsvSource source, CsvFormat format, int label, MissingWords missing, CancellationToken cancellation)
    {
        ColumnProfile[] profiles = [.. format.Columns.Select((name, place) => new ColumnProfile(name, place == label ? missing.OfLabel : missing))];
        using CsvRows rows = new(source, format);
        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            for (int place = 0; place < profiles.Length; place++)
            {
                profiles[place].Add(rows.Fields[place]);
            }
        }

        return profiles[0].Rows > 1 ? profiles
            : throw new UserError(Invariant($"{source.Name} must have two rows of values or more, but has {profiles[0].Rows}."));
    }

    /// <summary>The file's decimal mark: the comma where more columns can be read with it alone than with the point alone.</summary>
    private static NumberFormat MarkOf(ColumnProfile[] profiles)
    {
        int commas = profiles.Count(profile => profile.CommaNumbers > profile.PointNumbers && profile.CommaNumbers > 0.9 * profile.Values);
        int points = profiles.Count(profile => profile.PointNumbers > profile.CommaNumbers && profile.PointNumbers > 0.9 * profile.Values);
        return commas > points ? NumberFormat.Comma : NumberFormat.Point;
    }
}
