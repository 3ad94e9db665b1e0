using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>A tile of a product, held in registers: C[r, :] = max(floor, start + Σ_i A[r, i]·B[i, :]).</summary>
/// <remarks>
/// The tile has up to 12 rows and 1 or 2 registers of columns: 24 accumulators of 32 AVX-512 registers, so each loaded B serves 12
/// products and each broadcast A two. A is read where it lies, by two strides: row-major for the forward product, column-major for the weight
/// gradient. The text is written out row by row because accumulators in an array would live in memory; tests on
/// <c>TRows.Count</c> vanish when the tile is compiled. NaN passes through the floor.
/// </remarks>
internal static unsafe class Tile<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <param name="a">A[0, 0].</param>
    /// <param name="rowStride">Floats from A[r, i] to A[r + 1, i].</param>
    /// <param name="stepStride">Floats from A[r, i] to A[r, i + 1].</param>
    /// <param name="b">A panel of B: rows of <typeparamref name="TColumns"/> registers, one after the other.</param>
    /// <param name="steps">Columns of A, rows of B; at least 1.</param>
    /// <param name="start">What the sums start from, one value per column; null: 0.</param>
    /// <param name="floor">0 for ReLU, −∞ for none.</param>
    /// <param name="c">C[0, 0].</param>
    /// <param name="cStride">Floats from C[r, j] to C[r + 1, j].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRows, TColumns>(
        float* a, nint rowStride, nint stepStride, float* b, nint steps, float* start, float floor, float* c, nint cStride)
        where TRows : ISize
        where TColumns : ISize
    {
        TVector start0 = start == null ? TLanes.Zero : TLanes.Load(start);
        TVector start1 = start == null || TColumns.Count == 1 ? TLanes.Zero : TLanes.Load(start + TLanes.Count);
        TVector c00 = start0, c01 = start1;
        TVector c10 = start0, c11 = start1;
        TVector c20 = start0, c21 = start1;
        TVector c30 = start0, c31 = start1;
        TVector c40 = start0, c41 = start1;
        TVector c50 = start0, c51 = start1;
        TVector c60 = start0, c61 = start1;
        TVector c70 = start0, c71 = start1;
        TVector c80 = start0, c81 = start1;
        TVector c90 = start0, c91 = start1;
        TVector cA0 = start0, cA1 = start1;
        TVector cB0 = start0, cB1 = start1;
        float* a0 = a, a3 = a + 3 * rowStride, a6 = a + 6 * rowStride, a9 = a + 9 * rowStride;
        for (; steps > 0; steps--)
        {
            TVector b0 = TLanes.Load(b), b1 = TColumns.Count > 1 ? TLanes.Load(b + TLanes.Count) : b0;
            if (TRows.Count > 0) { Multiply<TColumns>(a0, b0, b1, ref c00, ref c01); }
            if (TRows.Count > 1) { Multiply<TColumns>(a0 + rowStride, b0, b1, ref c10, ref c11); }
            if (TRows.Count > 2) { Multiply<TColumns>(a0 + 2 * rowStride, b0, b1, ref c20, ref c21); }
            if (TRows.Count > 3) { Multiply<TColumns>(a3, b0, b1, ref c30, ref c31); }
            if (TRows.Count > 4) { Multiply<TColumns>(a3 + rowStride, b0, b1, ref c40, ref c41); }
            if (TRows.Count > 5) { Multiply<TColumns>(a3 + 2 * rowStride, b0, b1, ref c50, ref c51); }
            if (TRows.Count > 6) { Multiply<TColumns>(a6, b0, b1, ref c60, ref c61); }
            if (TRows.Count > 7) { Multiply<TColumns>(a6 + rowStride, b0, b1, ref c70, ref c71); }
            if (TRows.Count > 8) { Multiply<TColumns>(a6 + 2 * rowStride, b0, b1, ref c80, ref c81); }
            if (TRows.Count > 9) { Multiply<TColumns>(a9, b0, b1, ref c90, ref c91); }
            if (TRows.Count > 10) { Multiply<TColumns>(a9 + rowStride, b0, b1, ref cA0, ref cA1); }
            if (TRows.Count > 11) { Multiply<TColumns>(a9 + 2 * rowStride, b0, b1, ref cB0, ref cB1); }
            b += TColumns.Count * TLanes.Count;
            a0 += stepStride;
            a3 += stepStride;
            a6 += stepStride;
            a9 += stepStride;
        }

        TVector least = TLanes.Broadcast(floor);
        if (TRows.Count > 0) { Store<TColumns>(c + 0 * cStride, c00, c01, least); }
        if (TRows.Count > 1) { Store<TColumns>(c + 1 * cStride, c10, c11, least); }
        if (TRows.Count > 2) { Store<TColumns>(c + 2 * cStride, c20, c21, least); }
        if (TRows.Count > 3) { Store<TColumns>(c + 3 * cStride, c30, c31, least); }
        if (TRows.Count > 4) { Store<TColumns>(c + 4 * cStride, c40, c41, least); }
        if (TRows.Count > 5) { Store<TColumns>(c + 5 * cStride, c50, c51, least); }
        if (TRows.Count > 6) { Store<TColumns>(c + 6 * cStride, c60, c61, least); }
        if (TRows.Count > 7) { Store<TColumns>(c + 7 * cStride, c70, c71, least); }
        if (TRows.Count > 8) { Store<TColumns>(c + 8 * cStride, c80, c81, least); }
        if (TRows.Count > 9) { Store<TColumns>(c + 9 * cStride, c90, c91, least); }
        if (TRows.Count > 10) { Store<TColumns>(c + 10 * cStride, cA0, cA1, least); }
        if (TRows.Count > 11) { Store<TColumns>(c + 11 * cStride, cB0, cB1, least); }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<TColumns>(float* a, TVector b0, TVector b1, ref TVector c0, ref TVector c1)
        where TColumns : ISize
    {
        TVector x = TLanes.Broadcast(*a);
        c0 = TLanes.MultiplyAdd(x, b0, c0);
        c1 = TColumns.Count > 1 ? TLanes.MultiplyAdd(x, b1, c1) : c1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(float* c, TVector c0, TVector c1, TVector floor)
        where TColumns : ISize
    {
        TLanes.Store(TLanes.AtLeast(floor, c0), c);
        if (TColumns.Count > 1)
        {
            TLanes.Store(TLanes.AtLeast(floor, c1), c + TLanes.Count);
        }
    }
}
