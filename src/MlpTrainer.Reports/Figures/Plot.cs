using System.Globalization;
using System.Text;

namespace MlpTrainer.Reports.Figures;

/// <summary>A drawing with two axes: lines, dots and bars at places in their units.</summary>
internal sealed class Plot : Drawing
{
    private const double Left = 56, Right = 14, Top = 10, Bottom = 44, PlotHeight = 300;
    private const int TicksAcross = 6, TicksUp = 6;

    /// <summary>Points that a line is farther than this from the one before are drawn, in units of the drawing.</summary>
    private const double Fine = 0.25;

    private readonly Axis _x, _y;

    public Plot(string title, string description, Axis x, Axis y)
        : base(title, description)
    {
        (_x, _y) = (x, y);
        DrawAxes();
    }

    protected override double Height => PlotHeight;

    protected override string Attributes => Invariant(
        $" data-x-min=\"{_x.Minimum:R}\" data-x-max=\"{_x.Maximum:R}\" data-y-min=\"{_y.Minimum:R}\" data-y-max=\"{_y.Maximum:R}\" data-y-log=\"{(_y.IsLogarithmic ? 1 : 0)}\"");

    private static double InnerWidth => Width - Left - Right;

    private static double InnerHeight => PlotHeight - Top - Bottom;

    /// <summary>A line through points; where one is not finite, it breaks.</summary>
    /// <param name="points">The points, in the axes' units.</param>
    /// <param name="style">Classes of the style sheet.</param>
    /// <param name="name">What it is, shown under the pointer.</param>
    public void Line(IReadOnlyList<(double X, double Y)> points, string style, string name)
    {
        var path = new StringBuilder();
        (double X, double Y) last = (double.NaN, double.NaN);
        for (int i = 0; i < points.Count; i++)
        {
            (double x, double y) = At(points[i].X, points[i].Y);
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                last = (double.NaN, double.NaN);
                continue;
            }

            bool begins = double.IsNaN(last.X), isEnd = i == points.Count - 1;
            if (begins || isEnd || Math.Abs(x - last.X) + Math.Abs(y - last.Y) >= (points.Count > 1000 ? Fine : 0))
            {
                path.Append(CultureInfo.InvariantCulture, $"{(begins ? 'M' : 'L')}{x:0.###},{y:0.###}");
                last = (x, y);
            }
        }

        if (path.Length > 0)
        {
            Add($"<path class=\"line {style}\" d=\"{path}\"><title>{Html.Escaped(name)}</title></path>");
        }
    }

    /// <summary>A dot.</summary>
    public void Dot((double X, double Y) point, string style, string name, double radius = 3.5)
    {
        (double x, double y) = At(point.X, point.Y);
        if (double.IsFinite(x) && double.IsFinite(y))
        {
            Add($"<circle class=\"dot {style}\" cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius}\"><title>{Html.Escaped(name)}</title></circle>");
        }
    }

    /// <summary>Many dots, without names.</summary>
    public void Cloud(IEnumerable<(double X, double Y)> points)
    {
        foreach ((double atX, double atY) in points)
        {
            (double x, double y) = At(atX, atY);
            if (double.IsFinite(x) && double.IsFinite(y))
            {
                Add($"<circle class=\"cloud\" cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"2\"/>");
            }
        }
    }

    /// <summary>A bar from 0 up.</summary>
    public void Bar(double from, double to, double height, string name)
    {
        (double left, double top) = At(from, height);
        (double right, double foot) = At(to, 0);
        double gap = right - left > 4 ? 0.5 : 0;
        Add($"<rect class=\"bar\" x=\"{left + gap:0.##}\" y=\"{top:0.##}\" width=\"{right - left - (2 * gap):0.##}\" height=\"{foot - top:0.##}\"><title>{Html.Escaped(name)}</title></rect>");
    }

    /// <summary>A line that others are compared with.</summary>
    public void Guide((double X, double Y) from, (double X, double Y) to)
    {
        ((double x1, double y1), (double x2, double y2)) = (At(from.X, from.Y), At(to.X, to.Y));
        Add($"<path class=\"guide\" d=\"M{x1:0.##},{y1:0.##}L{x2:0.##},{y2:0.##}\"/>");
    }

    private (double X, double Y) At(double x, double y) => (Left + (InnerWidth * _x.Place(x)), Top + (InnerHeight * (1 - _y.Place(y))));

    private void DrawAxes()
    {
        double foot = Top + InnerHeight;
        foreach ((double value, string text) in _y.Ticks(TicksUp))
        {
            double y = At(_x.Minimum, value).Y;
            Add($"<path class=\"grid\" d=\"M{Left},{y:0.##}H{Width - Right}\"/>");
            AddText((Left - 6, y + 4), text, "end", "tick");
        }

        foreach ((double value, string text) in _x.Ticks(TicksAcross))
        {
            double x = At(value, _y.Minimum).X;
            Add($"<path class=\"grid\" d=\"M{x:0.##},{foot}v4\"/>");
            AddText((Math.Min(x, Width - 12), foot + 17), text, "middle", "tick");
        }

        Add($"<rect class=\"frame plot\" x=\"{Left}\" y=\"{Top}\" width=\"{InnerWidth}\" height=\"{InnerHeight}\"/>");
        AddText((Left + (InnerWidth / 2), PlotHeight - 8), _x.Label, "middle", "x-label", most: 58);
        Add($"<text class=\"y-label\" text-anchor=\"middle\" transform=\"translate(13,{Top + (InnerHeight / 2):0.##}) rotate(-90)\">{Html.Escaped(_y.Label)}</text>");
    }
}
