using System.Globalization;

namespace MlpTrainer.Tool.Inference;

/// <summary>The order of classes: by number where all are numbers, else false before true, else by their letters' codes.</summary>
internal static class ClassOrder
{
    public static string[] Of(IEnumerable<string> classes)
    {
        string[] all = [.. classes];
        if (all.Length == 2 && all.All(word => BooleanWords.TryParse(word, out _)))
        {
            return [.. all.OrderBy(word => BooleanWords.TryParse(word, out bool isTrue) && isTrue).ThenBy(word => word, StringComparer.Ordinal)];
        }

        return all.All(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? [.. all.OrderBy(word => double.Parse(word, CultureInfo.InvariantCulture)).ThenBy(word => word, StringComparer.Ordinal)]
            : [.. all.Order(StringComparer.Ordinal)];
    }
}
