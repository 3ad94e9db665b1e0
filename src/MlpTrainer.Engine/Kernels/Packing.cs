using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlpTrainer.Engine.Kernels;

/// <summary>The packed form of a matrix B [k×n]: panels of two registers' width, one after the other, each row after row.</summary>
/// <remarks>
/// A tile of a product then reads one contiguous stream, where B's own rows would fall into the same few sets of the cache (256 columns
/// are 1 kB) and touch a new page every few rows. The last panel is one register wide if that holds the rest, and padded with zeros. A B of one column is its own
/// packed form.
/// </remarks>
internal static unsafe class Packing<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <summary>Packs rows [first, first + count) of B, given whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(float* b, int k, int n, int first, int count, float* packed)
    {
        if (n == 1)
        {
            new ReadOnlySpan<float>(b + first, count).CopyTo(new Span<float>(packed + first, count));
            return;
        }

        for (int column = 0; column < n; column += 2 * TLanes.Count)
        {
            int width = PanelWidth(column, n), columns = Math.Min(width, n - column);
            for (int row = first; row < first + count; row++)
            {
                float* source = b + (nint)row * n + column, destination = packed + row * width;
                int i = 0;
                for (; i <= columns - TLanes.Count; i += TLanes.Count)
                {
                    TLanes.Store(TLanes.Load(source + i), destination + i);
                }

                for (; i < width; i++)
                {
                    destination[i] = i < columns ? source[i] : 0f;
                }
            }

            packed += (nint)width * k;
        }
    }

    /// <summary>Packs columns [first, first + count) of B, which is given as its transpose [n×k], whole.</summary>
    public static void TransposedRows(float* b, int k, int n, int first, int count, float* packed)
    {
        if (n == 1)
        {
            new ReadOnlySpan<float>(b, k).CopyTo(new Span<float>(packed, k));
            return;
        }

        const int Block = 16;       // columns whose sources stay in the nearest cache while one line of every packed row is written
        for (int start = first, end; start < first + count; start = end)
        {
            int panel = start / (2 * TLanes.Count) * 2 * TLanes.Count, width = PanelWidth(panel, n);
            end = Math.Min(Math.Min(first + count, panel + width), start + Block);
            float* destination = packed + (nint)panel * k + (start - panel);
            TransposeBlock(b + (nint)start * k, k, end - start, destination, width);
            if (end == n)
            {
                ClearPadding(destination + (end - start), width, k, panel + width - n);
            }
        }
    }

    /// <summary>Columns of the panel that starts at <paramref name="column"/>.</summary>
    public static int PanelWidth(int column, int n) => n - column <= TLanes.Count ? TLanes.Count : 2 * TLanes.Count;

    /// <summary>destination[row, column] = source[column, row], four by four in registers where four columns are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeBlock(float* source, int k, int columns, float* destination, int width)
    {
        int column = 0;
        for (; column <= columns - 4 && Vector256.IsHardwareAccelerated; column += 4)
        {
            float* from = source + (nint)column * k, to = destination + column;
            for (int row = 0; row <= k - 4; row += 4)
            {
                Transpose4(from + row, k, to + (nint)row * width, width);
            }

            TransposeScalar(from, k, k & ~3, 4, to, width);
        }

        TransposeScalar(source + (nint)column * k, k, 0, columns - column, destination + column, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(float* source, nint sourceStride, float* destination, nint stride)
    {
        Vector256<double> ab = Interleave(Vector128.Load(source), Vector128.Load(source + sourceStride));
        Vector256<double> cd = Interleave(Vector128.Load(source + 2 * sourceStride), Vector128.Load(source + 3 * sourceStride));
        Store(ab.GetLower().ToScalar(), cd.GetLower().ToScalar(), destination);
        Store(ab.GetLower().GetElement(1), cd.GetLower().GetElement(1), destination + stride);
        Store(ab.GetUpper().ToScalar(), cd.GetUpper().ToScalar(), destination + 2 * stride);
        Store(ab.GetUpper().GetElement(1), cd.GetUpper().GetElement(1), destination + 3 * stride);
    }

    /// <summary>a0 b0 a1 b1 a2 b2 a3 b3, each pair taken for one double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Interleave(Vector128<float> a, Vector128<float> b) =>
        Vector256.Shuffle(Vector256.Create(a, b), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double ab, double cd, float* destination) => Vector128.Store(Vector128.Create(ab, cd).AsSingle(), destination);

    private static void TransposeScalar(float* source, int k, int firstRow, int columns, float* destination, int width)
    {
        for (int row = firstRow; row < k; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                destination[(nint)row * width + column] = source[(nint)column * k + row];
            }
        }
    }

    private static void ClearPadding(float* destination, int width, int k, int padding)
    {
        for (int row = 0; row < k && padding > 0; row++, destination += width)
        {
            new Span<float>(destination, padding).Clear();
        }
    }
}
