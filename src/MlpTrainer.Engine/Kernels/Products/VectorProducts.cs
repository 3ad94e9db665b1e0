using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>The three products of a layer with one output, whose weights and deltas are vectors: a tile would be 15/16 padding.</summary>
internal static unsafe class VectorProducts<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <summary>c[r] = max(floor, Σ_i A[r, i]·b[i] + bias): A [m×k], b [k], c [m].</summary>
    /// <remarks>Products that fill no register are done in one that overlaps the register before, whose part in it is multiplied by 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot(float* a, int m, int k, float* b, float bias, float floor, float* c)
    {
        float* edge = stackalloc float[TLanes.Count];
        int last = k - TLanes.Count, whole = k / TLanes.Count * TLanes.Count;
        bool hasEdge = last > 0 && whole < k;
        for (int i = 0; i < TLanes.Count && hasEdge; i++)
        {
            edge[i] = last + i < whole ? 0f : b[last + i];
        }

        TVector edgeOfB = hasEdge ? TLanes.Load(edge) : TLanes.Zero;
        int row = 0;
        for (; row <= m - 4; row += 4)
        {
            float* a0 = a + (nint)row * k, a1 = a0 + k, a2 = a1 + k, a3 = a2 + k;
            TVector s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0;
            for (int i = 0; i < whole; i += TLanes.Count)
            {
                TVector x = TLanes.Load(b + i);
                s0 = TLanes.MultiplyAdd(TLanes.Load(a0 + i), x, s0);
                s1 = TLanes.MultiplyAdd(TLanes.Load(a1 + i), x, s1);
                s2 = TLanes.MultiplyAdd(TLanes.Load(a2 + i), x, s2);
                s3 = TLanes.MultiplyAdd(TLanes.Load(a3 + i), x, s3);
            }

            if (hasEdge)
            {
                s0 = TLanes.MultiplyAdd(TLanes.Load(a0 + last), edgeOfB, s0);
                s1 = TLanes.MultiplyAdd(TLanes.Load(a1 + last), edgeOfB, s1);
                s2 = TLanes.MultiplyAdd(TLanes.Load(a2 + last), edgeOfB, s2);
                s3 = TLanes.MultiplyAdd(TLanes.Load(a3 + last), edgeOfB, s3);
            }

            int from = hasEdge ? k : whole;
            c[row] = Finish(a0, b, from, k, TLanes.Sum(s0), bias, floor);
            c[row + 1] = Finish(a1, b, from, k, TLanes.Sum(s1), bias, floor);
            c[row + 2] = Finish(a2, b, from, k, TLanes.Sum(s2), bias, floor);
            c[row + 3] = Finish(a3, b, from, k, TLanes.Sum(s3), bias, floor);
        }

        for (; row < m; row++)
        {
            float* a0 = a + (nint)row * k;
            TVector s0 = TLanes.Zero;
            for (int i = 0; i < whole; i += TLanes.Count)
            {
                s0 = TLanes.MultiplyAdd(TLanes.Load(a0 + i), TLanes.Load(b + i), s0);
            }

            s0 = hasEdge ? TLanes.MultiplyAdd(TLanes.Load(a0 + last), edgeOfB, s0) : s0;
            c[row] = Finish(a0, b, hasEdge ? k : whole, k, TLanes.Sum(s0), bias, floor);
        }
    }

    /// <summary>sums[j] += Σ_r weights[r]·A[r, j] over the first <paramref name="columns"/> columns of A [rows×stride]; weights null: all 1.</summary>
    /// <remarks>
    /// The gradient of one output's weights, and without weights that of a layer's biases. Rows are added in order. Columns that fill no
    /// register are summed in one that overlaps the register before: both come to the same bits there.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeightedRows(float* a, int stride, int columns, float* weights, int rows, float* sums)
    {
        if (columns < TLanes.Count)
        {
            for (int i = 0; i < columns; i++)
            {
                sums[i] = SumColumn<ScalarLanes, float>(a + i, stride, weights, rows, sums[i]);
            }

            return;
        }

        int column = 0, last = columns - TLanes.Count;
        TVector overlapping = last % TLanes.Count == 0
            ? TLanes.Zero : SumColumn<TLanes, TVector>(a + last, stride, weights, rows, TLanes.Load(sums + last));
        for (; column <= columns - 4 * TLanes.Count; column += 4 * TLanes.Count)
        {
            float* source = a + column, sum = sums + column;
            TVector s0 = TLanes.Load(sum), s1 = TLanes.Load(sum + TLanes.Count);
            TVector s2 = TLanes.Load(sum + 2 * TLanes.Count), s3 = TLanes.Load(sum + 3 * TLanes.Count);
            for (int row = 0; row < rows; row++, source += stride)
            {
                TVector weight = TLanes.Broadcast(weights == null ? 1f : weights[row]);
                s0 = TLanes.MultiplyAdd(TLanes.Load(source), weight, s0);
                s1 = TLanes.MultiplyAdd(TLanes.Load(source + TLanes.Count), weight, s1);
                s2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * TLanes.Count), weight, s2);
                s3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * TLanes.Count), weight, s3);
            }

            TLanes.Store(s0, sum);
            TLanes.Store(s1, sum + TLanes.Count);
            TLanes.Store(s2, sum + 2 * TLanes.Count);
            TLanes.Store(s3, sum + 3 * TLanes.Count);
        }

        for (; column <= last; column += TLanes.Count)
        {
            TLanes.Store(SumColumn<TLanes, TVector>(a + column, stride, weights, rows, TLanes.Load(sums + column)), sums + column);
        }

        if (column < columns)
        {
            TLanes.Store(overlapping, sums + last);
        }
    }

    /// <summary>C[r, j] = a[r]·b[j], or 0 where the gate is not greater than 0: a [m], b [n], gate [m×n] or null, C [m×n].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Outer(float* a, int m, float* b, int n, float* gate, float* c)
    {
        for (int row = 0; row < m; row++, c += n)
        {
            OuterRow(a[row], b, n, gate, c);
            gate = gate == null ? null : gate + n;
        }
    }

    /// <summary>As <see cref="Outer"/>, into rows [first, first + m) of the packed form of a matrix of <paramref name="packedRows"/> rows.</summary>
    /// <remarks>Whole registers, padding too: there b is taken for 0, and the gate read is the next row's, or a copy where none follows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OuterPacked(float* a, int m, float* b, int n, float* gate, float* packed, int first, int packedRows)
    {
        float* edge = stackalloc float[4 * TLanes.Count], edgeGate = edge + 2 * TLanes.Count, gateEnd = gate + (nint)m * n;
        new Span<float>(edge, 4 * TLanes.Count).Clear();
        for (int column = 0; column < n; column += 2 * TLanes.Count)
        {
            int width = Packing<TLanes, TVector>.PanelWidth(column, n), columns = Math.Min(width, n - column);
            new ReadOnlySpan<float>(b + column, columns).CopyTo(new Span<float>(edge, width));
            new Span<float>(edge + columns, width - columns).Clear();
            TVector b0 = TLanes.Load(edge), b1 = TLanes.Load(edge + width - TLanes.Count);
            float* c = packed + (nint)column * packedRows + first * width, open = gate + column;
            for (int row = 0; row < m; row++, c += width, open += n)
            {
                float* rowGate = open;
                if (open + width > gateEnd)
                {
                    new ReadOnlySpan<float>(open, columns).CopyTo(new Span<float>(edgeGate, width));
                    rowGate = edgeGate;
                }

                TVector x = TLanes.Broadcast(a[row]);
                TLanes.Store(TLanes.Gate(TLanes.Load(rowGate), TLanes.Multiply(x, b0)), c);
                if (width > TLanes.Count)
                {
                    TLanes.Store(TLanes.Gate(TLanes.Load(rowGate + TLanes.Count), TLanes.Multiply(x, b1)), c + TLanes.Count);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OuterRow(float a, float* b, int n, float* gate, float* c)
    {
        TVector x = TLanes.Broadcast(a);
        int column = 0;
        for (; column <= n - TLanes.Count; column += TLanes.Count)
        {
            TVector product = TLanes.Multiply(x, TLanes.Load(b + column));
            TLanes.Store(gate == null ? product : TLanes.Gate(TLanes.Load(gate + column), product), c + column);
        }

        for (; column < n; column++)
        {
            c[column] = gate == null || gate[column] > 0f ? a * b[column] : 0f;
        }
    }

    private static float Finish(float* a, float* b, int from, int k, float sum, float bias, float floor)
    {
        for (int i = from; i < k; i++)
        {
            sum = float.MultiplyAddEstimate(a[i], b[i], sum);
        }

        return ScalarLanes.AtLeast(floor, sum + bias);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TRegister SumColumn<TNarrow, TRegister>(float* a, int stride, float* weights, int rows, TRegister sum)
        where TNarrow : ILanes<TRegister>
        where TRegister : struct
    {
        for (int row = 0; row < rows; row++, a += stride)
        {
            sum = TNarrow.MultiplyAdd(TNarrow.Load(a), TNarrow.Broadcast(weights == null ? 1f : weights[row]), sum);
        }

        return sum;
    }
}
