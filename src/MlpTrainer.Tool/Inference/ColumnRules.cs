using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Inference;

/// <summary>Decides what a column is by its values, in the order in which docs/tool.md has the rules.</summary>
internal static class ColumnRules
{
    /// <summary>From so many different values on categories are hashed.</summary>
    public const int MostCategories = 1000;

    private const double NearlyAll = 0.99;
    private static readonly string[] s_codeNames = ["zip", "zipcode", "postcode", "postalcode", "plz", "areacode", "countrycode", "regioncode"];
    private static readonly string[] s_identifierNames = ["id", "index", "idx", "rownames", "rowname", "rownumber", "row", "no", "nr", "key", "uuid", "guid", "unnamed0", "number", "x"];

    /// <param name="column">What its values have in common.</param>
    /// <param name="place">Its place in the file.</param>
    /// <param name="mark">The decimal mark where the column leaves it open.</param>
    public static ColumnPlan Decide(ColumnProfile column, int place, NumberFormat mark)
    {
        ColumnPlan plan = Ignored(column, place) ?? Dated(column, place) ?? Truth(column, place) ?? Numeric(column, place, mark) ?? Textual(column, place);
        return plan with { HasMissing = column.Missing + (plan.Kind is ColumnKind.Category or ColumnKind.Text ? 0 : column.MissingAmongNumbers) > 0 || plan.MissingWord is not null };
    }

    /// <summary>The decimal mark that a column's numbers show: the only one that reads them all, else the given one.</summary>
    public static NumberFormat Numbers(ColumnProfile column, NumberFormat mark) =>
        column.PointNumbers > column.CommaNumbers ? NumberFormat.Point : column.CommaNumbers > column.PointNumbers ? NumberFormat.Comma : mark;

    private static ColumnPlan? Ignored(ColumnProfile column, int place)
    {
        int values = column.Values;
        return values == 0 ? new(column.Name, place, ColumnKind.Ignore, "no values")
            : column.Distinct == 1 && column.Missing == 0 && column.Rows > 1 ? new(column.Name, place, ColumnKind.Ignore, $"constant, '{Short(column.Counts.Keys.First())}' in every row")
            : null;
    }

    private static ColumnPlan? Dated(ColumnProfile column, int place)
    {
        if (column.Dates is not [DateFormat first, ..])
        {
            return null;
        }

        bool isDoubtful = column.Dates.Count > 1 && first.IsAmbiguous;
        string why = $"dates as {first.Pattern}{(isDoubtful ? $"; {column.Dates[1].Pattern} is possible too" : "")}";
        string odd = column.NoDate is { } none ? $"; not all, such as '{Short(none)}'" : "";
        return new(column.Name, place, ColumnKind.Date, why + Missing(column.Missing + column.MissingAmongNumbers) + odd)
        {
            Dates = first,
            HasTimes = column.Counts.Keys.Any(value => first.TryParse(value, out string iso) && iso.Length > 10),
        };
    }

    private static ColumnPlan? Truth(ColumnProfile column, int place) => column.BooleanPair < 0 ? null
        : new(column.Name, place, ColumnKind.Boolean, BooleanWords.Name(column.BooleanPair) + Missing(column.Missing + column.MissingAmongNumbers));

    private static ColumnPlan? Numeric(ColumnProfile column, int place, NumberFormat mark)
    {
        NumberFormat numbers = Numbers(column, mark);
        int read = numbers == NumberFormat.Point ? column.PointNumbers : column.CommaNumbers, all = column.Values - column.MissingAmongNumbers;
        string? word = MissingWord(column, read, all);
        if (all == 0 || (read < NearlyAll * all && word is null))
        {
            return null;
        }

        bool isWhole = column.Integers == (word is null ? all : read);
        string name = Plain(column.Name);
        bool isUnique = column.Distinct == column.Rows && column.Rows >= 20 && isWhole;
        if (isUnique && ((column.IsSequence && column.Minimum is 0 or 1) || IsIdentifierName(column.Name)))
        {
            return new(column.Name, place, ColumnKind.Ignore, "identifier, another whole number in every row");
        }

        if (isWhole && column.LeadingZeros > 0 && column.Distinct > 0.95 * column.Values && column.Rows >= 100)
        {
            return new(column.Name, place, ColumnKind.Ignore, Invariant($"identifier, {column.Distinct} different codes in {column.Values} rows"));
        }

        if (isWhole && column.Distinct <= MostCategories && (column.LeadingZeros > 0 || s_codeNames.Contains(name)))
        {
            return new(column.Name, place, ColumnKind.Category, Invariant($"codes, {column.Distinct} different{(column.LeadingZeros > 0 ? ", some with a leading 0" : "")}"));
        }

        string range = Invariant($"{(isWhole ? "whole numbers" : numbers.DecimalMark == ',' ? "numbers with a decimal comma" : "numbers")}, {Figure.Of(column.Minimum)} to {Figure.Of(column.Maximum)}");
        string odd = word is not null ? Invariant($"; '{word}', {all - read} times, means a missing value")
            : read < all ? Invariant($"; {all - read} of {all} values are none, such as '{Short(column.NoNumber ?? "")}'") : "";
        return new(column.Name, place, ColumnKind.Number, range + Missing(column.Missing + column.MissingAmongNumbers) + odd) { Numbers = numbers, MissingWord = word };
    }

    /// <summary>A word that stands several times among many different numbers.</summary>
    private static string? MissingWord(ColumnProfile column, int read, int all) =>
        all - read >= 2 && read >= all / 2 && column.Distinct > 10 && column.IsOnlyNoNumber && !column.NoNumber!.Any(char.IsAsciiDigit) ? column.NoNumber : null;

    private static ColumnPlan Textual(ColumnProfile column, int place)
    {
        double words = (double)column.Words / column.Values;
        bool isVaried = column.Distinct > Math.Min(MostCategories, Math.Max(20, column.Rows / 2));
        if (column.Distinct == column.Values && column.Rows >= 20 && column.Missing == 0 && words < 2.5)
        {
            return new(column.Name, place, ColumnKind.Ignore, "identifier, another text in every row");
        }

        if (words >= 2.5 && (isVaried || (words >= 4 && column.Distinct > 0.3 * column.Rows)))
        {
            return new(column.Name, place, ColumnKind.Text, Invariant($"free text, {words:0.#} words in the mean") + Missing(column.Missing));
        }

        if (isVaried && column.Distinct > 0.95 * column.Values && column.Rows >= 100)
        {
            return new(column.Name, place, ColumnKind.Ignore, Invariant($"identifier, {column.Distinct} different texts in {column.Values} rows"));
        }

        string few = column.Distinct > MostCategories ? ", hashed" : "";
        return new(column.Name, place, ColumnKind.Category, Invariant($"text, {column.Distinct} different{few}") + Missing(column.Missing)) { IsHashed = few.Length > 0 };
    }

    private static bool IsIdentifierName(string name) =>
        s_identifierNames.Contains(Plain(name)) || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Id", StringComparison.Ordinal)
        || name.EndsWith("ID", StringComparison.Ordinal) || name.EndsWith(" id", StringComparison.OrdinalIgnoreCase) || name.StartsWith("id_", StringComparison.OrdinalIgnoreCase);

    /// <summary>A name's letters and digits alone, in lower case.</summary>
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string Missing(int count) => count == 0 ? "" : Invariant($", {count} missing");

    private static string Short(string value) => value.Length <= 20 ? value : value[..19] + "…";
}
