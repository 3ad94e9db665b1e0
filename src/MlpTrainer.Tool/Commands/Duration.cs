using System.Globalization;

namespace MlpTrainer.Tool.Commands;

/// <summary>A time as people write it: 90, 90s, 5m, 1h, 1h30m.</summary>
internal static class Duration
{
    /// <summary>Reads a time greater than zero; without a unit it is seconds.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        int at = 0;
        while (at < text.Length)
        {
            int digits = text.AsSpan(at).IndexOfAnyExcept("0123456789.".AsSpan());
            digits = digits < 0 ? text.Length - at : digits;
            string unit = at + digits < text.Length ? text[at + digits].ToString() : "s";
            if (!double.TryParse(text.AsSpan(at, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) || !"hms".Contains(unit, StringComparison.Ordinal) || number > 1e6)
            {
                return false;
            }

            time += unit switch
            {
                "h" => TimeSpan.FromHours(number),
                "m" => TimeSpan.FromMinutes(number),
                _ => TimeSpan.FromSeconds(number),
            };
            at += digits + 1;
        }

        return time > TimeSpan.Zero;
    }
}
