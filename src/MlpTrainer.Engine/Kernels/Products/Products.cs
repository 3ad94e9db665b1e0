using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>What becomes of a finished tile of a product.</summary>
internal enum TileEnd
{
    /// <summary>C = tile.</summary>
    Store,

    /// <summary>C += tile.</summary>
    Add,

    /// <summary>C = tile where gate &gt; 0, else 0: the derivative of ReLU, read from its output.</summary>
    Gate,
}

/// <summary>The operands of one product C [m×n] = max(floor, A·B + bias), as addresses.</summary>
/// <remarks>A[r, i] stands at <c>A[r·RowStride + i·StepStride]</c>: RowStride k and StepStride 1 for a row-major A, the other way round for the
/// transpose of a row-major matrix. B [k×n] is packed, k at least 1; Bias holds n floats or is null; Floor is 0 for ReLU, −∞ for none.</remarks>
internal unsafe struct ProductOperands
{
    public float* A;
    public nint RowStride, StepStride;
    public int M, K, N;
    public float* PackedB;
    public float* Bias;
    public float Floor;
    public TileEnd End;
    public float* Gate;     // [m×n]

    /// <summary>For each panel of B the first row that counts, and the one behind the last; the others are zeros. Null: all count.</summary>
    public int* Steps;
    public float* C;        // [m×n], or packed:

    /// <summary>0 for a row-major C; else C is the packed form of a matrix of so many rows, and receives its rows from FirstRow on.</summary>
    public int PackedRows;
    public int FirstRow;
}

/// <summary>The matrix products behind <see cref="MatMul"/>: C is cut into tiles that registers hold, column panel by column panel.</summary>
internal static unsafe class Products<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <summary>C = max(floor, A·B + bias), and then what <see cref="TileEnd"/> says.</summary>
    public static void Multiply(in ProductOperands product)
    {
        if (product.Steps == null && SkippingProduct<TLanes, TVector>.Pays(in product))
        {
            SkippingProduct<TLanes, TVector>.Multiply(in product);
        }
        else
        {
            MultiplyAll(in product);
        }
    }

    /// <summary>The product with every element of A.</summary>
    /// <remarks>
    /// Panels are the outer loop and tiles the inner one, so that a panel (k·32 floats) stays in the nearest cache while all rows of A pass by it.
    /// The last panel comes first: where it hangs over C's right edge, a tile's rows also write the beginnings of the next ones, which are written after.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyAll(in ProductOperands product)
    {
        float* buffer = stackalloc float[TLanes.TileRows * 2 * TLanes.Count];
        float* edgeBias = stackalloc float[2 * TLanes.Count];
        int panelWidth = 2 * TLanes.Count, panels = (product.N + panelWidth - 1) / panelWidth;
        for (int panel = panels - 1; panel >= 0; panel--)
        {
            MultiplyPanel(in product, panel * panelWidth, buffer, edgeBias);
        }
    }

    /// <summary>The columns of a panel. Tiles that need more than storing, or would write beyond C's end, are finished from a buffer of one tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPanel(in ProductOperands product, int column, float* buffer, float* edgeBias)
    {
        int width = Packing<TLanes, TVector>.PanelWidth(column, product.N), columns = Math.Min(width, product.N - column);
        bool packed = product.PackedRows > 0;
        float* panel = product.PackedB + (nint)column * product.K;
        ProductOperands steps = product;
        if (product.Steps != null)
        {
            int* own = product.Steps + column / TLanes.Count;       // two of each panel, which is two registers wide
            panel += own[0] * width;
            steps.A += own[0] * product.StepStride;
            steps.K = own[1] - own[0];
        }

        float* c = packed ? product.C + (nint)column * product.PackedRows + product.FirstRow * width : product.C + column;
        nint cStride = packed ? width : product.N, floatsLeft = (nint)product.M * product.N - column;
        float* bias = product.Bias == null ? null : PaddedBias(product.Bias + column, columns, width, edgeBias);
        for (int row = 0, rows; row < product.M; row += rows)
        {
            rows = TileRows(product.M - row);
            bool fits = (rows - 1) * product.N + width <= floatsLeft, inPlace = product.End == TileEnd.Store && (packed || fits);
            RunTile(in steps, rows, width, row, panel, bias, inPlace ? c : buffer, inPlace ? cStride : width);
            if (!inPlace)
            {
                int finished = product.End == TileEnd.Gate && fits ? width : columns;       // whole registers: a scalar tail would branch on signs
                Finish(buffer, width, width, c, cStride, product.Gate + (nint)row * product.N + column, product.N, rows, finished, product.End);
            }

            c += rows * cStride;
            floatsLeft -= rows * product.N;
        }
    }

    private static float* PaddedBias(float* bias, int columns, int width, float* padded)
    {
        if (columns == width)
        {
            return bias;
        }

        new Span<float>(padded, width).Clear();
        new ReadOnlySpan<float>(bias, columns).CopyTo(new Span<float>(padded, width));
        return padded;
    }

    /// <summary>Rows of the next tile when <paramref name="left"/> are left: the tallest that fits, but 8 and 8 rather than 12 and 4.</summary>
    private static int TileRows(int left) =>
        left >= TLanes.TileRows && (left != 16 || TLanes.TileRows < 12) ? TLanes.TileRows : left switch { >= 8 => 8, >= 6 => 6, 5 => 4, _ => left };

    private static void RunTile(
        in ProductOperands product, int rows, int width, int row, float* panel, float* bias, float* c, nint cStride)
    {
        float* a = product.A + row * product.RowStride;
        if (width > TLanes.Count)
        {
            RunTile<Size2>(rows, a, product.RowStride, product.StepStride, panel, product.K, bias, product.Floor, c, cStride);
        }
        else
        {
            RunTile<Size1>(rows, a, product.RowStride, product.StepStride, panel, product.K, bias, product.Floor, c, cStride);
        }
    }

    private static void RunTile<TColumns>(
        int rows, float* a, nint rowStride, nint stepStride, float* b, int k, float* start, float floor, float* c, nint cStride)
        where TColumns : ISize
    {
        switch (rows)
        {
            case 12: Tile<TLanes, TVector>.Run<Size12, TColumns>(a, rowStride, stepStride, b, k, start, floor, c, cStride); break;
            case 8: Tile<TLanes, TVector>.Run<Size8, TColumns>(a, rowStride, stepStride, b, k, start, floor, c, cStride); break;
            case 6: Tile<TLanes, TVector>.Run<Size6, TColumns>(a, rowStride, stepStride, b, k, start, floor, c, cStride); break;
            case 4: Tile<TLanes, TVector>.Run<Size4, TColumns>(a, rowStride, stepStride, b, k, start, floor, c, cStride); break;
            case 3: Tile<TLanes, TVector>.Run<Size3, TColumns>(a, rowStride, stepStride, b, k, start, floor, c, cStride); break;
            case 2: Tile<TLanes, TVector>.Run<Size2, TColumns>(a, rowStride, stepStride, b, k, start, floor, c, cStride); break;
            default: Tile<TLanes, TVector>.Run<Size1, TColumns>(a, rowStride, stepStride, b, k, start, floor, c, cStride); break;
        }
    }

    /// <summary>Stores a panel's part of a buffer: the first of width columns, padding behind them where C is packed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish(
        float* tile, int tileStride, int width, float* c, nint cStride, float* gate, nint gateStride, int rows, int columns, TileEnd end)
    {
        for (int row = 0; row < rows; row++, tile += tileStride, c += cStride, gate += gateStride)
        {
            int column = 0;
            for (; column <= columns - TLanes.Count; column += TLanes.Count)
            {
                TVector value = TLanes.Load(tile + column);
                TLanes.Store(
                    end == TileEnd.Add ? TLanes.Add(TLanes.Load(c + column), value)
                    : end == TileEnd.Gate ? TLanes.Gate(TLanes.Load(gate + column), value) : value, c + column);
            }

            for (; column < columns; column++)
            {
                float value = tile[column];
                c[column] = end == TileEnd.Add ? c[column] + value : end == TileEnd.Gate && !(gate[column] > 0f) ? 0f : value;
            }

            for (; column < width && cStride == width; column++)
            {
                c[column] = 0f;         // the padding of a packed C
            }
        }
    }
}
