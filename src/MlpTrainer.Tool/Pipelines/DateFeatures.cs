namespace MlpTrainer.Tool.Pipelines;

/// <summary>The numbers that a date becomes, as expressions of ML.NET over its text, 2024-03-01 or 2024-03-01T17:30:00.</summary>
internal static class DateFeatures
{
    private const string Year = "single(mid(d,0,4))";
    private const string Month = "single(mid(d,5,7))";
    private const string Day = "single(mid(d,8,10))";

    /// <summary>The day's Julian number: 2,440,588 is the first of January 1970, and 0 modulo 7 a Monday.</summary>
    private const string JulianDay = "with(y = double(mid(d,0,4)), m = double(mid(d,5,7)), k = double(mid(d,8,10)), a = floor((14 - m) / 12), "
        + "b = y + 4800 - a, c = m + 12 * a - 3; k + floor((153 * c + 2) / 5) + 365 * b + floor(b / 4) - floor(b / 100) + floor(b / 400) - 32045)";

    private const string Weekday = $"single(with(j = {JulianDay}; j % 7d))";
    private const string Days = $"single({JulianDay} - 2440588)";
    private const string Hour = "len(d) < 16 ? 0f : single(mid(d,11,13)) + single(mid(d,14,16)) / 60f";

    /// <summary>The columns that a date becomes and what computes them.</summary>
    /// <param name="column">The date's column.</param>
    /// <param name="hasTimes">Whether its dates have a time of day.</param>
    public static IEnumerable<(string Name, string Expression)> Of(string column, bool hasTimes)
    {
        (string, string)[] all = [("year", Year), ("month", Month), ("day", Day), ("weekday", Weekday), ("days", Days), ("hour", Hour)];
        return all.Take(hasTimes ? 6 : 5).Select(feature => ($"{column}:{feature.Item1}", $"d : len(d) < 10 ? na(1f) : {feature.Item2}"));
    }

    /// <summary>The column that a feature comes of: "sold" of "sold:year".</summary>
    public static string ColumnOf(string feature) =>
        feature.LastIndexOf(':') is > 0 and int at && feature[(at + 1)..] is "year" or "month" or "day" or "weekday" or "days" or "hour" ? feature[..feature.LastIndexOf(':')] : feature;
}
