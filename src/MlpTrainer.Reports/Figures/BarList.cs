namespace MlpTrainer.Reports.Figures;

/// <summary>Bars that lie below each other, with a name and a number each.</summary>
internal sealed class BarList : Drawing
{
    private const double NameWidth = 150, NumberWidth = 62, RowHeight = 20, Top = 4, Bottom = 30;
    private const int LongestName = 22;

    private readonly int _rows;

    /// <param name="title">What they are.</param>
    /// <param name="description">What can be seen, in words.</param>
    /// <param name="label">What the length means.</param>
    /// <param name="bars">Name, value, and the least and largest value found, the same where there is one.</param>
    public BarList(string title, string description, string label, IReadOnlyList<(string Name, double Value, double Least, double Most)> bars)
        : base(title, description)
    {
        _rows = bars.Count;
        double low = Math.Min(0, bars.Min(bar => bar.Least)), high = Math.Max(0, bars.Max(bar => bar.Most));
        double span = high > low ? high - low : 1, room = Width - NameWidth - NumberWidth;
        double Place(double value) => NameWidth + (room * (value - low) / span);
        for (int i = 0; i < bars.Count; i++)
        {
            (string name, double value, double least, double most) = bars[i];
            double y = Top + (i * RowHeight);
            AddText((NameWidth - 8, y + 14), name, "end", "", LongestName);
            (double from, double to) = (Math.Min(Place(0), Place(value)), Math.Max(Place(0), Place(value)));
            Add($"<rect class=\"bar{(value < 0 ? "-s1" : "")}\" x=\"{from:0.##}\" y=\"{y + 3:0.##}\" width=\"{Math.Max(0.5, to - from):0.##}\" height=\"{RowHeight - 6}\"><title>{Html.Escaped(name)}: {Number.Of(value)}</title></rect>");
            if (most > least)
            {
                Add($"<path class=\"whisker\" d=\"M{Place(least):0.##},{y + (RowHeight / 2):0.##}H{Place(most):0.##}\"/>");
            }

            AddText((Math.Max(Place(most), Place(0)) + 5, y + 14), Number.Of(value), "start", "tick");
        }

        Add($"<path class=\"grid\" d=\"M{Place(0):0.##},{Top}V{Top + (bars.Count * RowHeight):0.##}\"/>");
        AddText((NameWidth + (room / 2), Top + (bars.Count * RowHeight) + 18), label, "middle", "x-label", most: 50);
    }

    protected override double Height => Top + (_rows * RowHeight) + Bottom;
}
