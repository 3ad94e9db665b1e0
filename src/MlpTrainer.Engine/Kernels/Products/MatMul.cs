using System.Diagnostics;

namespace MlpTrainer.Engine.Kernels;

/// <summary>The two matrix products of an MLP: C = A·B with B packed beforehand, and C = Aᵀ·B for weight gradients.</summary>
/// <remarks>
/// All matrices are row-major. The packed form of B is described at <see cref="Packing{TLanes, TVector}"/>; a B of one column (the layer
/// with one output) is a vector, and goes to <see cref="VectorProducts{TLanes, TVector}"/>.
/// </remarks>
internal static unsafe class MatMul
{
    /// <summary>Columns of a panel of the packed form.</summary>
    public static int PanelColumns => 2 * Tier.Current.Lanes;

    /// <summary>Floats that the packed form of B [k×n] takes.</summary>
    public static long PackedLength(int k, int n)
    {
        long lanes = Tier.Current.Lanes;
        return n == 1 ? k : (n + lanes - 1) / lanes * lanes * k;
    }

    /// <summary>Packs B [k×n].</summary>
    public static void Pack(ReadOnlySpan<float> b, int k, int n, Span<float> packed) => PackRows(b, k, n, 0, k, packed);

    /// <summary>Refreshes rows [first, first + count) of the packed form of B [k×n]; <paramref name="b"/> is the whole matrix.</summary>
    public static void PackRows(ReadOnlySpan<float> b, int k, int n, int first, int count, Span<float> packed)
    {
        Debug.Assert(b.Length >= k * n && packed.Length >= PackedLength(k, n) && first + count <= k);
        fixed (float* source = b, destination = packed)
        {
            Tier.Current.PackRows(source, k, n, first, count, destination);
        }
    }

    /// <summary>Packs B [k×n] given as its transpose, <paramref name="b"/> [n×k].</summary>
    public static void PackTransposed(ReadOnlySpan<float> b, int k, int n, Span<float> packed) => PackTransposedRows(b, k, n, 0, n, packed);

    /// <summary>Refreshes columns [first, first + count) of the packed form of B [k×n] from the same rows of its transpose,
    /// <paramref name="b"/> [n×k]; <paramref name="b"/> is the whole matrix.</summary>
    public static void PackTransposedRows(ReadOnlySpan<float> b, int k, int n, int first, int count, Span<float> packed)
    {
        Debug.Assert(b.Length >= k * n && packed.Length >= PackedLength(k, n) && first + count <= n);
        fixed (float* source = b, destination = packed)
        {
            Tier.Current.PackTransposedRows(source, k, n, first, count, destination);
        }
    }

    /// <summary>C = A·B + bias: A [m×k], B [k×n] packed, bias [n] or empty, C [m×n].</summary>
    /// <remarks><c>steps</c>, here and below: for each panel of B the first row that is not all zeros, and the one behind the last; empty: all count.</remarks>
    public static void Multiply(
        ReadOnlySpan<float> a, int m, int k, ReadOnlySpan<float> packedB, int n, ReadOnlySpan<float> bias, Span<float> c, ReadOnlySpan<int> steps = default) =>
        Multiply(a, m, k, packedB, n, bias, float.NegativeInfinity, c, steps);

    /// <summary>C = max(0, A·B + bias): the forward product of a ReLU layer. NaN stays NaN.</summary>
    public static void MultiplyRelu(
        ReadOnlySpan<float> a, int m, int k, ReadOnlySpan<float> packedB, int n, ReadOnlySpan<float> bias, Span<float> c, ReadOnlySpan<int> steps = default) =>
        Multiply(a, m, k, packedB, n, bias, 0f, c, steps);

    /// <summary>C = A·B where gate &gt; 0, else 0: the delta product of a ReLU layer, gate [m×n] being the layer's output.</summary>
    public static void MultiplyGated(
        ReadOnlySpan<float> a, int m, int k, ReadOnlySpan<float> packedB, int n, ReadOnlySpan<float> gate, Span<float> c, ReadOnlySpan<int> steps = default)
    {
        Debug.Assert(a.Length >= m * k && packedB.Length >= PackedLength(k, n) && c.Length >= m * n && gate.Length >= m * n);
        fixed (float* pa = a, pb = packedB, pg = gate, pc = c)
        fixed (int* psteps = steps)
        {
            if (n == 1)
            {
                Tier.Current.Dot(pa, m, k, pb, 0f, float.NegativeInfinity, pc);
                Tier.Current.Gate(pg, pc, m);
            }
            else if (k == 1)
            {
                Tier.Current.Outer(pa, m, pb, n, pg, pc);
            }
            else
            {
                Tier.Current.Multiply(new ProductOperands
                {
                    A = pa, RowStride = k, StepStride = 1, M = m, K = k, N = n,
                    PackedB = pb, Floor = float.NegativeInfinity, End = TileEnd.Gate, Gate = pg, C = pc, Steps = psteps,
                });
            }
        }
    }

    /// <summary>As <see cref="MultiplyGated"/>, but C becomes rows [firstRow, firstRow + m) of the packed form of a matrix of
    /// <paramref name="packedRows"/> rows: a δ that only a weight gradient reads. n is at least 2.</summary>
    public static void MultiplyGatedPacked(
        ReadOnlySpan<float> a, int m, int k, ReadOnlySpan<float> packedB, int n, ReadOnlySpan<float> gate, Span<float> packedC, int firstRow, int packedRows)
    {
        Debug.Assert(n > 1 && a.Length >= m * k && packedB.Length >= PackedLength(k, n) && gate.Length >= m * n);
        Debug.Assert(firstRow + m <= packedRows && packedC.Length >= PackedLength(packedRows, n));
        fixed (float* pa = a, pb = packedB, pg = gate, pc = packedC)
        {
            if (k == 1)
            {
                Tier.Current.OuterPacked(pa, m, pb, n, pg, pc, firstRow, packedRows);
                return;
            }

            Tier.Current.Multiply(new ProductOperands
            {
                A = pa, RowStride = k, StepStride = 1, M = m, K = k, N = n, PackedB = pb,
                Floor = float.NegativeInfinity, End = TileEnd.Gate, Gate = pg, C = pc, FirstRow = firstRow, PackedRows = packedRows,
            });
        }
    }

    /// <summary>C += Aᵀ·B: columns [firstColumn, firstColumn + columns) of A [rows×lda], B [rows×n] packed, C [columns×n].</summary>
    /// <remarks>Where C is known to be zeros it is stored instead of added to: that leaves the tile's registers in place, and zeros of A may be skipped.</remarks>
    public static void AddTransposedProduct(
        ReadOnlySpan<float> a, int lda, int firstColumn, int columns, ReadOnlySpan<float> packedB, int n, int rows, Span<float> c, bool cIsZeros)
    {
        Debug.Assert(a.Length >= rows * lda && firstColumn + columns <= lda && packedB.Length >= PackedLength(rows, n));
        Debug.Assert(c.Length >= columns * n);
        fixed (float* pa = a, pb = packedB, pc = c)
        {
            if (n != 1)
            {
                Tier.Current.Multiply(new ProductOperands
                {
                    A = pa + firstColumn, RowStride = 1, StepStride = lda, M = columns, K = rows, N = n,
                    PackedB = pb, Floor = float.NegativeInfinity, End = cIsZeros ? TileEnd.Store : TileEnd.Add, C = pc,
                });
                return;
            }

            Tier.Current.AddWeightedRows(pa + firstColumn, lda, columns, pb, rows, pc);
        }
    }

    private static void Multiply(
        ReadOnlySpan<float> a, int m, int k, ReadOnlySpan<float> packedB, int n, ReadOnlySpan<float> bias, float floor, Span<float> c, ReadOnlySpan<int> steps)
    {
        Debug.Assert(a.Length >= m * k && packedB.Length >= PackedLength(k, n) && c.Length >= m * n);
        Debug.Assert(bias.IsEmpty || bias.Length >= n);
        fixed (float* pa = a, pb = packedB, pbias = bias, pc = c)
        fixed (int* psteps = steps)
        {
            if (n == 1)
            {
                Tier.Current.Dot(pa, m, k, pb, pbias == null ? 0f : *pbias, floor, pc);
                return;
            }

            Tier.Current.Multiply(new ProductOperands
            {
                A = pa, RowStride = k, StepStride = 1, M = m, K = k, N = n, PackedB = pb, Bias = pbias, Floor = floor, C = pc, Steps = psteps,
            });
        }
    }
}
