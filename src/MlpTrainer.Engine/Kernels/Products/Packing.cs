using System.Runtime.CompilerServices;

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

        for (int start = first, end; start < first + count; start = end)
        {
            int panel = start / (2 * TLanes.Count) * 2 * TLanes.Count, width = PanelWidth(panel, n);
            end = Math.Min(first + count, panel + width);
            float* destination = packed + (nint)panel * k + (start - panel);
            Transposition.Run(b + (nint)start * k, k, end - start, k, destination, width);
            if (end == n)
            {
                ClearPadding(destination + (end - start), width, k, panel + width - n);
            }
        }
    }

    /// <summary>Columns of the panel that starts at <paramref name="column"/>.</summary>
    public static int PanelWidth(int column, int n) => n - column <= TLanes.Count ? TLanes.Count : 2 * TLanes.Count;

    private static void ClearPadding(float* destination, int width, int k, int padding)
    {
        for (int row = 0; row < k && padding > 0; row++, destination += width)
        {
            new Span<float>(destination, padding).Clear();
        }
    }
}
