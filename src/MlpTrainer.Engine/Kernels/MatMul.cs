using System.Diagnostics;

namespace MlpTrainer.Engine.Kernels;

/// <summary>The two matrix products of an MLP: C = A·B with B packed beforehand, and C = Aᵀ·B for weight gradients.</summary>
/// <remarks>
/// All matrices are row-major. B is packed into panels of <see cref="PanelWidth"/> columns, panel after panel, each panel row after row,
/// so that a tile of C reads one contiguous stream; the last panel is padded with zeros.
/// </remarks>
internal static class MatMul
{
    private const int PanelWidth = 32;

    /// <summary>Floats that the packed form of B [k×n] takes.</summary>
    public static int PackedLength(int k, int n) => checked((n + PanelWidth - 1) / PanelWidth * PanelWidth * k);

    /// <summary>Packs B [k×n].</summary>
    public static void Pack(ReadOnlySpan<float> b, int k, int n, Span<float> packed) => PackRows(b, k, n, 0, k, packed);

    /// <summary>Refreshes rows [first, first + count) of the packed form of B [k×n]; <paramref name="b"/> is the whole matrix.</summary>
    public static void PackRows(ReadOnlySpan<float> b, int k, int n, int first, int count, Span<float> packed)
    {
        Debug.Assert(b.Length >= k * n && packed.Length >= PackedLength(k, n) && first + count <= k);
        for (int row = first; row < first + count; row++)
        {
            for (int column = 0; column < n; column++)
            {
                packed[PackedIndex(row, column, k)] = b[row * n + column];
            }
        }
    }

    /// <summary>Packs B [k×n] given as its transpose, <paramref name="b"/> [n×k].</summary>
    public static void PackTransposed(ReadOnlySpan<float> b, int k, int n, Span<float> packed) => PackTransposedRows(b, k, n, 0, n, packed);

    /// <summary>Refreshes columns [first, first + count) of the packed form of B [k×n] from the same rows of its transpose,
    /// <paramref name="b"/> [n×k]; <paramref name="b"/> is the whole matrix.</summary>
    public static void PackTransposedRows(ReadOnlySpan<float> b, int k, int n, int first, int count, Span<float> packed)
    {
        Debug.Assert(b.Length >= k * n && packed.Length >= PackedLength(k, n) && first + count <= n);
        for (int column = first; column < first + count; column++)
        {
            for (int row = 0; row < k; row++)
            {
                packed[PackedIndex(row, column, k)] = b[column * k + row];
            }
        }
    }

    /// <summary>C = A·B + bias: A [m×k], B [k×n] packed, bias [n] or empty, C [m×n].</summary>
    public static void Multiply(
        ReadOnlySpan<float> a, int m, int k, ReadOnlySpan<float> packedB, int n, ReadOnlySpan<float> bias, Span<float> c)
    {
        Debug.Assert(a.Length >= m * k && packedB.Length >= PackedLength(k, n) && c.Length >= m * n);
        for (int row = 0; row < m; row++)
        {
            for (int column = 0; column < n; column++)
            {
                float sum = bias.IsEmpty ? 0f : bias[column];
                for (int i = 0; i < k; i++)
                {
                    sum += a[row * k + i] * packedB[PackedIndex(i, column, k)];
                }

                c[row * n + column] = sum;
            }
        }
    }

    /// <summary>C = Aᵀ·B, or C += Aᵀ·B: columns [firstColumn, firstColumn + columns) of A [rows×lda], B [rows×n], C [columns×n].</summary>
    public static void TransposedProduct(
        ReadOnlySpan<float> a, int lda, int firstColumn, int columns, ReadOnlySpan<float> b, int n, int rows, Span<float> c, bool accumulate)
    {
        Debug.Assert(a.Length >= rows * lda && firstColumn + columns <= lda && b.Length >= rows * n && c.Length >= columns * n);
        if (!accumulate)
        {
            c[..(columns * n)].Clear();
        }

        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                float value = a[row * lda + firstColumn + i];
                for (int j = 0; j < n; j++)
                {
                    c[i * n + j] += value * b[row * n + j];
                }
            }
        }
    }

    private static int PackedIndex(int row, int column, int k) =>
        column / PanelWidth * PanelWidth * k + row * PanelWidth + column % PanelWidth;
}
