using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Inference;

/// <summary>What the user says that a column is: "name=kind", or "name=date:d.M.yyyy".</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Dates">How its dates are written; null: as they show.</param>
internal sealed record ColumnOverride(string Name, ColumnKind Kind, DateFormat? Dates)
{
    /// <exception cref="UserError">The text is not of that form.</exception>
    public static ColumnOverride Parse(string text)
    {
        int equals = text.LastIndexOf('=');
        string[] kind = equals < 1 ? [] : text[(equals + 1)..].Split(':', 2);
        if (kind.Length == 0 || !Enum.TryParse(kind[0].Trim(), ignoreCase: true, out ColumnKind parsed) || int.TryParse(kind[0], out _) || (kind.Length > 1 && parsed != ColumnKind.Date))
        {
            throw new UserError($"--column must be name=number, name=boolean, name=category, name=date, name=date:d.M.yyyy, name=text or name=ignore, but was '{text}'.");
        }

        return new ColumnOverride(text[..equals].Trim(), parsed, kind.Length > 1 ? new DateFormat(kind[1]) : null);
    }

    /// <summary>The column as the user says it is.</summary>
    /// <exception cref="UserError">Its values can't be that.</exception>
    public ColumnPlan Apply(ColumnPlan plan, ColumnProfile profile, NumberFormat mark, string file)
    {
        ColumnPlan said = plan with
        {
            Kind = Kind,
            Why = "as --column says",
            HasMissing = profile.Missing > 0 || (Kind is ColumnKind.Number or ColumnKind.Boolean or ColumnKind.Date && profile.MissingAmongNumbers > 0),
            Numbers = ColumnRules.Numbers(profile, mark),
            IsHashed = profile.Distinct > ColumnRules.MostCategories,
            Dates = null,
            MissingWord = Kind == ColumnKind.Number ? plan.MissingWord : null,
        };
        if (Kind != ColumnKind.Date)
        {
            return said;
        }

        DateFormat format = Dates ?? plan.Dates ?? MostLikely(profile)
            ?? throw new UserError($"{file}, column '{Name}': '{profile.Counts.Keys.FirstOrDefault()}' is no date. Say how its dates are written, for instance --column \"{Name}=date:d.M.yyyy\".");
        return said with { Dates = format, HasTimes = profile.Counts.Keys.Any(value => format.TryParse(value, out string iso) && iso.Length > 10) };
    }

    /// <summary>The format that reads the most of some values.</summary>
    private static DateFormat? MostLikely(ColumnProfile profile) =>
        DateFormat.All.Select(format => (format, Count: profile.Counts.Keys.Take(200).Count(value => format.TryParse(value, out _))))
            .Where(pair => pair.Count > 0).OrderByDescending(pair => pair.Count).Select(pair => pair.format).FirstOrDefault();
}
