using System.Globalization;

namespace MlpTrainer.Reports.Figures;

/// <summary>An axis: its label, its range, and its ticks at round numbers.</summary>
internal sealed class Axis
{
    private const int Decades = 3;
    private const double Margin = 0.04;

    private static readonly double[] s_round = [1, 2, 2.5, 5, 10];

    private readonly bool _isWhole;

    private Axis(string label, double minimum, double maximum, bool isLogarithmic, bool isWhole = false) =>
        (Label, Minimum, Maximum, IsLogarithmic, _isWhole) = (label, minimum, maximum, isLogarithmic, isWhole);

    public string Label { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    public bool IsLogarithmic { get; }

    /// <summary>An axis with a given range.</summary>
    public static Axis From(string label, double minimum, double maximum) =>
        new(label, minimum, maximum > minimum ? maximum : minimum + Math.Max(1, Math.Abs(minimum) * 1e-3), isLogarithmic: false);

    /// <summary>An axis of whole numbers from 0 on.</summary>
    public static Axis Whole(string label, double maximum) => new(label, 0, Math.Max(1, maximum), isLogarithmic: false, isWhole: true);

    /// <summary>An axis with room for some numbers.</summary>
    public static Axis Around(string label, IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        (double low, double high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        double room = high > low ? Margin * (high - low) : Math.Max(0.5, Math.Abs(low) * Margin);
        return From(label, low - room, high + room);
    }

    /// <summary>The same for costs: logarithmic where all are above 0 and the largest is ten times the smallest.</summary>
    public static Axis OfCosts(string label, IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length > 0 && finite.Min() > 0 && finite.Max() > 10 * finite.Min()
            ? new Axis($"{label} (logarithmic)", finite.Min() / 1.1, finite.Max() * 1.1, isLogarithmic: true) : Around(label, finite);
    }

    /// <summary>Where a value is, from 0 to 1 within the range.</summary>
    public double Place(double value) => IsLogarithmic
        ? (Math.Log(value) - Math.Log(Minimum)) / (Math.Log(Maximum) - Math.Log(Minimum)) : (value - Minimum) / (Maximum - Minimum);

    /// <summary>Round numbers in the range, and how they are written.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<(double Value, string Text)> Ticks(int most)
    {
        List<double> values = IsLogarithmic ? PowersOfTen(most) : [];
        if (values.Count < 2)
        {
            values = Evenly(most);
        }

        return [.. values.Select(value => (value, Text(value)))];
    }

    private List<double> PowersOfTen(int most)
    {
        List<double> values = [];
        int first = (int)Math.Floor(Math.Log10(Minimum)), last = (int)Math.Ceiling(Math.Log10(Maximum));
        double[] within = last - first <= Decades ? [1, 2, 5] : [1];
        int step = Math.Max(1, (last - first) / most);
        for (int power = first; power <= last; power += step)
        {
            values.AddRange(within.Select(digit => digit * Math.Pow(10, power)).Where(value => value >= Minimum && value <= Maximum));
        }

        return values;
    }

    private List<double> Evenly(int most)
    {
        double rough = (Maximum - Minimum) / most, power = Math.Pow(10, Math.Floor(Math.Log10(_isWhole ? Math.Max(1, rough) : rough)));
        double step = s_round.First(digit => digit * power >= rough * 0.9999 && (!_isWhole || digit * power % 1 == 0)) * power;
        List<double> values = [];
        for (double k = Math.Ceiling((Minimum / step) - 1e-9); k * step <= Maximum + (1e-9 * step) && values.Count <= most + 1; k++)
        {
            values.Add(k * step);
        }

        return values;
    }

    private string Text(double value)
    {
        double size = Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));
        double shown = Math.Abs(value) < 1e-12 * size ? 0 : value;
        string text = shown == 0 ? "0"
            : size >= 1e9 ? shown.ToString("0.##e0", CultureInfo.InvariantCulture)
            : size >= 1e6 ? (shown / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M"
            : size >= 1e4 ? (shown / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k"
            : size >= 1e-3 ? shown.ToString("0.######", CultureInfo.InvariantCulture)
            : shown.ToString("0.##e0", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }
}
