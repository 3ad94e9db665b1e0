using System.Globalization;

namespace MlpTrainer.Reports;

/// <summary>Numbers as the report writes them, the same in every culture.</summary>
internal static class Number
{
    public const string NotDefined = "not defined";

    /// <summary>Four digits; "not defined" for NaN.</summary>
    public static string Of(double value) => double.IsNaN(value) ? NotDefined
        : double.IsInfinity(value) ? (value > 0 ? "∞" : "−∞")
        : (Math.Abs(value) is >= 1e-3 and < 1e6 or 0 ? value.ToString(Digits(value), CultureInfo.InvariantCulture) : value.ToString("0.###e+0", CultureInfo.InvariantCulture)).Replace('-', '−');

    /// <summary>Whole numbers with commas between thousands.</summary>
    public static string Of(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Whole numbers with commas between thousands.</summary>
    public static string Of(int value) => Of((long)value);

    /// <summary>"12.5 %".</summary>
    public static string Percent(double share) => double.IsNaN(share) ? NotDefined : Invariant($"{100 * share:0.#} %");

    private static string Digits(double value) => Math.Abs(value) switch
    {
        >= 1000 => "#,0.#",
        >= 100 => "0.#",
        >= 10 => "0.##",
        >= 1 => "0.###",
        _ => "0.####",
    };
}
