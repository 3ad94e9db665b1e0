using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Sums of a few rows of a matrix: both products of a layer whose inputs are sparse.</summary>
/// <remarks>Forward, z = b + Σ_k x_k·W[k, :] over a row's non-zero values; gradient, ∂C/∂W[k, :] = Σ_i x_ik·δ[i, :] over the rows in which feature k occurs.</remarks>
internal static unsafe class SelectedRows
{
    /// <summary>sums[:] += Σ_i values[i]·matrix[rows[i], :], in order.</summary>
    /// <param name="matrix">Row-major, [any×width].</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="values">Their factors.</param>
    /// <param name="sums">[width], added to.</param>
    public static void Add(ReadOnlySpan<float> matrix, ReadOnlySpan<int> rows, ReadOnlySpan<float> values, Span<float> sums)
    {
        Debug.Assert(values.Length == rows.Length);
        Add(matrix, rows, values, [], sums);
    }

    /// <summary>sums[:] += Σ_i values[places[i]]·matrix[rows[i], :], in order; places empty: values[i].</summary>
    public static void Add(
        ReadOnlySpan<float> matrix, ReadOnlySpan<int> rows, ReadOnlySpan<float> values, ReadOnlySpan<int> places, Span<float> sums)
    {
        Debug.Assert(places.IsEmpty || places.Length == rows.Length);
        fixed (float* pMatrix = matrix, pValues = values, pSums = sums)
        fixed (int* pRows = rows, pPlaces = places)
        {
            Tier.Current.AddSelectedRows(pMatrix, sums.Length, sums.Length, pRows, pValues, pPlaces, rows.Length, pSums);
        }
    }

    /// <summary>sums[:] += Σ_i values[rows[i]]·matrix[rows[i], column:column + width] of a matrix [any×stride], in order, width being the length of sums.</summary>
    public static void AddBand(
        ReadOnlySpan<float> matrix, int stride, int column, ReadOnlySpan<int> rows, ReadOnlySpan<float> values, Span<float> sums)
    {
        fixed (float* pMatrix = matrix, pValues = values, pSums = sums)
        fixed (int* pRows = rows)
        {
            Tier.Current.AddSelectedRows(pMatrix + column, stride, sums.Length, pRows, pValues, pRows, rows.Length, pSums);
        }
    }
}

/// <inheritdoc cref="SelectedRows"/>
internal static unsafe class SelectedRows<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <summary>sums[:] += Σ_i values[places[i]]·matrix[rows[i], :width] of a matrix [any×stride], in order; places null: values[i].</summary>
    /// <remarks>Sums stay in registers, four at a time, while the rows pass by: each costs loads and multiplications only.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* matrix, int stride, int width, int* rows, float* values, int* places, int count, float* sums)
    {
        int column = 0;
        for (; column <= width - 4 * TLanes.Count; column += 4 * TLanes.Count)
        {
            float* source = matrix + column, sum = sums + column;
            TVector s0 = TLanes.Load(sum), s1 = TLanes.Load(sum + TLanes.Count);
            TVector s2 = TLanes.Load(sum + 2 * TLanes.Count), s3 = TLanes.Load(sum + 3 * TLanes.Count);
            for (int i = 0; i < count; i++)
            {
                float* row = source + (nint)rows[i] * stride;
                TVector value = TLanes.Broadcast(values[places == null ? i : places[i]]);
                s0 = TLanes.MultiplyAdd(TLanes.Load(row), value, s0);
                s1 = TLanes.MultiplyAdd(TLanes.Load(row + TLanes.Count), value, s1);
                s2 = TLanes.MultiplyAdd(TLanes.Load(row + 2 * TLanes.Count), value, s2);
                s3 = TLanes.MultiplyAdd(TLanes.Load(row + 3 * TLanes.Count), value, s3);
            }

            TLanes.Store(s0, sum);
            TLanes.Store(s1, sum + TLanes.Count);
            TLanes.Store(s2, sum + 2 * TLanes.Count);
            TLanes.Store(s3, sum + 3 * TLanes.Count);
        }

        for (; column <= width - TLanes.Count; column += TLanes.Count)
        {
            AddColumn<TLanes, TVector>(matrix + column, stride, rows, values, places, count, sums + column);
        }

        for (; column < width; column++)
        {
            AddColumn<ScalarLanes, float>(matrix + column, stride, rows, values, places, count, sums + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddColumn<TNarrow, TRegister>(float* matrix, int stride, int* rows, float* values, int* places, int count, float* sums)
        where TNarrow : ILanes<TRegister>
        where TRegister : struct
    {
        TRegister sum = TNarrow.Load(sums);
        for (int i = 0; i < count; i++)
        {
            sum = TNarrow.MultiplyAdd(TNarrow.Load(matrix + (nint)rows[i] * stride), TNarrow.Broadcast(values[places == null ? i : places[i]]), sum);
        }

        TNarrow.Store(sum, sums);
    }
}
