using System.Globalization;
using System.Reflection;
using Microsoft.ML.SearchSpace;

namespace MlpTrainer.Tests.Docs;

/// <summary>The options that AutoML tries, from the attributes that AutoML reads.</summary>
internal static class SearchTable
{
    public static string Text() => string.Join('\n', ["| Option | Tried | First |", "|---|---|---|", .. typeof(MlpSearchOptions).GetProperties().SelectMany(Row)]);

    private static IEnumerable<string> Row(PropertyInfo property)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            string factors = range.LogBase ? ", by factors" : "";
            yield return $"| `{property.Name}` | {Number(range.Min)} to {Number(range.Max)}{factors} | {Number(range.Init)} |";
        }
        else if (property.GetCustomAttribute<ChoiceAttribute>() is { } choice)
        {
            yield return $"| `{property.Name}` | {string.Join(", ", choice.Candidates)} | {choice.DefaultValue} |";
        }
    }

    /// <summary>Small numbers as powers of ten.</summary>
    private static string Number(object value) =>
        value is float and > 0 and < 1e-4f ? ((float)value).ToString("0e0", CultureInfo.InvariantCulture) : ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
}
