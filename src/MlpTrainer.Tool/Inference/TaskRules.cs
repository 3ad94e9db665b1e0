namespace MlpTrainer.Tool.Inference;

/// <summary>Decides what is learned by the label's values.</summary>
internal static class TaskRules
{
    private const int MostNumberClasses = 10;
    private const int LeastRowsPerClass = 10;
    private const double NearlyAll = 0.99;

    /// <summary>The task and what shows it.</summary>
    /// <exception cref="UserError">The label's values are not such that they could be learned.</exception>
    public static (TaskKind Task, string Why) Decide(ColumnProfile label, TaskKind? wanted, string file)
    {
        if (label.Distinct < 2)
        {
            string what = label.Values == 0 ? "no values" : $"one value only, '{label.Counts.Keys.First()}'";
            throw new UserError($"{file}, column '{label.Name}': the label has {what}; there is nothing to learn.");
        }

        bool isNumber = IsNumber(label);
        (TaskKind task, string why) = wanted is { } given ? (given, "as --task says") : Inferred(label, isNumber);
        if (task == TaskKind.Binary && label.Distinct != 2)
        {
            throw new UserError(Invariant($"{file}, column '{label.Name}': a label of two classes must have two values, but has {label.Distinct}: {Some(label)}."));
        }

        if (task == TaskKind.Regression && !isNumber)
        {
            throw new UserError($"{file}, column '{label.Name}': a number is to be predicted, but '{label.NoNumber ?? label.Counts.Keys.First()}' is none.");
        }

        if (task == TaskKind.Multiclass && (label.Distinct > ColumnRules.MostCategories || (label.Distinct > 20 && label.Distinct > label.Values / 2)))
        {
            throw new UserError(Invariant($"{file}, column '{label.Name}': the label has {label.Distinct} different values in {label.Values} rows, such as {Some(label)}; ")
                + "that is too many for classes. Name another label.");
        }

        return (task, why);
    }

    /// <summary>Whether the label counts something.</summary>
    public static bool IsCount(ColumnProfile label, TaskKind task) =>
        task == TaskKind.Regression && label.Integers == label.Values - label.MissingAmongNumbers && label is { Minimum: 0, Maximum: < 100_000, Distinct: <= 500 };

    private static (TaskKind, string) Inferred(ColumnProfile label, bool isNumber)
    {
        if (label.Distinct == 2 && (label.MissingAmongNumbers == 0 || !isNumber))
        {
            return (TaskKind.Binary, $"two values, {Some(label)}");
        }

        if (!isNumber)
        {
            return (TaskKind.Multiclass, Invariant($"text, {label.Distinct} different"));
        }

        bool isWhole = label.Integers == label.Values - label.MissingAmongNumbers;
        bool isCode = isWhole && label.Distinct <= MostNumberClasses && label.Values >= LeastRowsPerClass * label.Distinct && label.Maximum - label.Minimum < 2 * MostNumberClasses;
        return isCode ? (TaskKind.Multiclass, Invariant($"{label.Distinct} whole numbers; --task regression takes them for amounts"))
            : (TaskKind.Regression, Invariant($"numbers, {Figure.Of(label.Minimum)} to {Figure.Of(label.Maximum)}"));
    }

    private static bool IsNumber(ColumnProfile label)
    {
        int values = label.Values - label.MissingAmongNumbers;
        return values > 0 && Math.Max(label.PointNumbers, label.CommaNumbers) >= NearlyAll * values;
    }

    private static string Some(ColumnProfile label) =>
        string.Join(", ", label.Counts.Keys.Order(StringComparer.Ordinal).Take(5).Select(value => $"'{value}'")) + (label.Distinct > 5 ? ", …" : "");
}
