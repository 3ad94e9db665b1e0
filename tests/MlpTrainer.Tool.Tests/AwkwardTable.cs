using System.Globalization;

namespace MlpTrainer.Tool.Tests;

/// <summary>A table with everything that makes tables awkward: semicolons, decimal commas, groups of thousands, days first, words for missing values,
/// identifiers, a constant, text with quotes and line breaks, letters beyond ASCII.</summary>
internal static class AwkwardTable
{
    private static readonly string[] s_words = ["schön", "groß", "klein", "alt", "neu", "hell", "ruhig", "laut", "zentral", "Garten"];

    public static (string Column, string Type)[] Types { get; } =
    [
        ("Nr", "left out"), ("Verkauft", "date"), ("Fläche", "number"), ("Zimmer", "number"), ("Ort", "category"), ("möbliert", "boolean"), ("Währung", "left out"),
        ("Beschreibung", "text"), ("Preis", "label"),
    ];

    public static string Text(int rows)
    {
        var random = new Random(5);
        CultureInfo german = new(CultureInfo.InvariantCulture.Name) { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };
        return "Nr;Verkauft;Fläche;Zimmer;Ort;möbliert;Währung;Beschreibung;Preis\r\n" + string.Join("\r\n", Enumerable.Range(0, rows).Select(i =>
        {
            double area = 20 + (180 * random.NextDouble());
            string city = new[] { "Köln", "München", "Zürich" }[i % 3];
            string words = string.Join(' ', Enumerable.Range(0, 8).Select(_ => s_words[random.Next(s_words.Length)]));
            string price = ((area * 3000) + (city == "München" ? 90_000 : 0)).ToString("N2", german);
            string day = new DateTime(2020, 1, 1).AddDays(random.Next(1000)).ToString("dd.MM.yyyy");
            string written = area.ToString("N1", german), rooms = i % 13 == 0 ? "NA" : Invariant($"{random.Next(1, 7)}");
            return $"A{i:D5};{day};{(i % 17 == 0 ? "k.A." : written)};{rooms};{city};{new[] { "yes", "no", "Yes", "" }[i % 4]};EUR;\"{words}; \"\"gut\"\"\r\nund {i}\";{price}";
        }));
    }
}
