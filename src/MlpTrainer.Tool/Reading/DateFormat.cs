using System.Globalization;

namespace MlpTrainer.Tool.Reading;

/// <summary>How a column's dates are written, and the one way they are handed on: 2024-03-01 or 2024-03-01T17:30:00.</summary>
/// <param name="Pattern">The date's part, in the framework's letters, such as "d.M.yyyy".</param>
internal sealed record DateFormat(string Pattern)
{
    private static readonly string[] s_times = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt"];
    private static readonly string[] s_zones = ["", "zzz", "'Z'", " zzz", " 'UTC'"];

    /// <summary>The ways that are tried. Where month or day might come first, the month does unless a date of the column shows otherwise.</summary>
    public static IReadOnlyList<DateFormat> All { get; } =
    [
        new("yyyy-M-d"), new("yyyy/M/d"), new("yyyy.M.d"), new("M/d/yyyy"), new("d/M/yyyy"), new("d.M.yyyy"), new("d-M-yyyy"), new("M-d-yyyy"),
        new("d.M.yy"), new("M/d/yy"), new("d/M/yy"), new("yyyyMMdd"), new("d MMM yyyy"), new("d MMMM yyyy"), new("d-MMM-yyyy"), new("d-MMM-yy"), new("MMM d, yyyy"), new("MMMM d, yyyy"),
        new("yyyy-M"), new("MMM yyyy"), new("MMM-yyyy"),
    ];

    private string[] Patterns { get; } =
        [Pattern, .. from time in s_times from zone in s_zones from between in new[] { " ", "'T'" } select $"{Pattern}{between}{time}{zone}"];

    /// <summary>Whether another way reads the same texts as other days.</summary>
    public bool IsAmbiguous => Pattern is "M/d/yyyy" or "d/M/yyyy" or "d-M-yyyy" or "M-d-yyyy" or "M/d/yy" or "d/M/yy";

    /// <summary>Whether a text might be a date at all: most are seen not to be by a glance.</summary>
    public static bool IsPossible(string text) => text.Length is >= 6 and <= 40 && char.IsAsciiDigit(text[^1] is 'Z' or 'M' or 'm' or 'C' ? '0' : text[^1]) && text.AsSpan().ContainsAnyInRange('0', '9');

    /// <summary>Reads a date and writes it as all dates are handed on; a zone is left aside, so that the clock's time counts.</summary>
    public bool TryParse(string text, out string iso)
    {
        bool isDate = DateTimeOffset.TryParseExact(text, Patterns, CultureInfo.InvariantCulture,
            DateTimeStyles.AllowInnerWhite | DateTimeStyles.AssumeUniversal, out DateTimeOffset date) && date.Year is >= 1500 and <= 2199;
        iso = isDate ? date.DateTime.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) : "";
        return isDate;
    }
}
