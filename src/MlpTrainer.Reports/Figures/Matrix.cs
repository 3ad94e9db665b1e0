namespace MlpTrainer.Reports.Figures;

/// <summary>Counts by true and predicted class: the stronger a cell's colour, the larger its share of the row.</summary>
internal sealed class Matrix : Drawing
{
    private const double Right = 10, Bottom = 10, SmallestWithNumbers = 26, LargestCell = 100, CellWithNameAbove = 60;
    private const int LongestName = 11, LongestTurned = 8, Letters = 2;

    private readonly double _left, _top, _cell;
    private readonly int _size;

    /// <param name="title">What it is.</param>
    /// <param name="description">What can be seen, in words.</param>
    /// <param name="names">The classes.</param>
    /// <param name="counts">Rows of the true class i that were taken for class j, [i, j].</param>
    public Matrix(string title, string description, IReadOnlyList<string> names, long[,] counts)
        : base(title, description)
    {
        _size = names.Count;
        bool isShort = names.All(name => name.Length <= Letters);
        _left = isShort ? 46 : 92;
        _cell = Math.Min(LargestCell, (Width - _left - Right) / _size);
        _top = isShort || _cell >= CellWithNameAbove ? 38 : 66;
        for (int i = 0; i < _size; i++)
        {
            long row = Enumerable.Range(0, _size).Sum(j => counts[i, j]);
            AddName(i, names[i]);
            for (int j = 0; j < _size; j++)
            {
                AddCell((i, j), counts[i, j], row == 0 ? 0 : (double)counts[i, j] / row, $"{names[i]}, predicted {names[j]}");
            }
        }

        double middle = _cell * _size / 2;
        AddText((_left + middle, 14), "predicted", "middle", "x-label");
        Add($"<text class=\"y-label\" text-anchor=\"middle\" transform=\"translate(13,{_top + middle:0.##}) rotate(-90)\">true class</text>");
        Add($"<rect class=\"frame plot\" x=\"{_left}\" y=\"{_top}\" width=\"{_cell * _size:0.##}\" height=\"{_cell * _size:0.##}\"/>");
    }

    protected override double Height => _top + (_cell * _size) + Bottom;

    private void AddCell((int Row, int Column) at, long count, double share, string name)
    {
        (double x, double y) = (_left + (at.Column * _cell), _top + (at.Row * _cell));
        Add($"<rect class=\"cell\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{_cell:0.##}\" height=\"{_cell:0.##}\" fill-opacity=\"{Math.Sqrt(share):0.###}\" data-count=\"{count}\"><title>{Html.Escaped(name)}: {Number.Of(count)} ({Number.Percent(share)})</title></rect>");
        if (_cell >= SmallestWithNumbers)
        {
            AddText((x + (_cell / 2), y + (_cell / 2) + 4), Short(count), "middle");
        }
    }

    /// <summary>Names stand beside each row and, turned, above each column; where there is no room for all, every second or third, and the last.</summary>
    private void AddName(int i, string name)
    {
        int every = (int)Math.Ceiling(12 / _cell), last = _size - 1;
        if (i != last && (i % every != 0 || last - i < every))
        {
            return;
        }

        string style = _cell < 16 ? "tick" : "";
        AddText((_left - 6, _top + ((i + 0.5) * _cell) + 4), name, "end", style, LongestName);
        double x = _left + ((i + 0.5) * _cell);
        string shown = name.Length <= LongestTurned ? name : name[..(LongestTurned - 1)] + "…";
        if (_cell >= CellWithNameAbove || name.Length <= Letters)
        {
            AddText((x, _top - 6), name, "middle", style, LongestName);
        }
        else
        {
            Add($"<text class=\"{style}\" text-anchor=\"start\" transform=\"translate({x + 4:0.##},{_top - 6}) rotate(-60)\"><title>{Html.Escaped(name)}</title>{Html.Escaped(shown)}</text>");
        }
    }

    private string Short(long count) => _cell >= 44 || count < 10_000 ? Number.Of(count) : Invariant($"{count / 1000.0:0}k");
}
