using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Where a layer's matrix is not zero: for each panel of columns the rows from the first to the last with a weight. Products leave out the others.</summary>
/// <remarks>
/// An ensemble is one network whose layers are block-diagonal (<see cref="MergedNetwork"/>): of five members side by side four fifths of a matrix are zeros. To
/// leave out steps of zeros changes no finite sum.
/// </remarks>
internal sealed class WeightBands
{
    private const double LeastSaving = 0.5;     // of the multiplications: otherwise zeros of the layer below are worth more

    private readonly int[] _steps;

    private WeightBands(int[] steps, int columns)
    {
        _steps = steps;
        List<Band> bands = [];
        for (int panel = 0; 2 * panel < steps.Length; panel++)
        {
            int width = Math.Min(MatMul.PanelColumns, columns - (panel * MatMul.PanelColumns));
            var own = new Band(panel * MatMul.PanelColumns, width, steps[2 * panel], steps[(2 * panel) + 1]);
            if (bands.Count > 0 && (bands[^1].From, bands[^1].To) == (own.From, own.To))
            {
                bands[^1] = bands[^1] with { Columns = bands[^1].Columns + width };
            }
            else
            {
                bands.Add(own);
            }
        }

        All = [.. bands];
    }

    /// <summary>Columns [Column, Column + Columns), whose weights stand in rows [From, To).</summary>
    public readonly record struct Band(int Column, int Columns, int From, int To);

    /// <summary>The bands, from left to right; together they cover all columns.</summary>
    public IReadOnlyList<Band> All { get; }

    /// <summary>For the packed form: of each panel the first row, and the one behind the last.</summary>
    public ReadOnlySpan<int> Steps => _steps;

    /// <summary>The bands of a matrix whose element [i, j] is at <c>weights[i·rowStride + j·columnStride]</c>; null where they would save too little.</summary>
    public static WeightBands? Of(ReadOnlySpan<float> weights, int rows, int columns, int rowStride, int columnStride)
    {
        int panels = (columns + MatMul.PanelColumns - 1) / MatMul.PanelColumns;
        int[] steps = new int[2 * panels];
        long left = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            int first = panel * MatMul.PanelColumns, end = Math.Min(columns, first + MatMul.PanelColumns), from = 0, to = rows;
            while (from < rows - 1 && IsZero(weights, from * rowStride, first, end, columnStride))
            {
                from++;
            }

            while (to > from + 1 && IsZero(weights, (to - 1) * rowStride, first, end, columnStride))
            {
                to--;
            }

            (steps[2 * panel], steps[(2 * panel) + 1]) = (from, to);
            left += (long)(to - from) * (end - first);
        }

        return left <= (1 - LeastSaving) * rows * columns ? new WeightBands(steps, columns) : null;
    }

    private static bool IsZero(ReadOnlySpan<float> weights, int row, int first, int end, int columnStride)
    {
        for (int column = first; column < end; column++)
        {
            if (weights[row + (column * columnStride)] != 0f)
            {
                return false;
            }
        }

        return true;
    }
}
