using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>A value of a sparse batch, in eight bytes: batches are worked through in parts of 2,048 rows, groups have at most 8,192 features.</summary>
/// <param name="Row">Its row of the batch, i.</param>
/// <param name="Feature">Its feature, counted from the first of the group, k.</param>
/// <param name="Value">x_ik.</param>
internal readonly record struct GroupedValue(ushort Row, ushort Feature, float Value);

/// <summary>The values of a group of neighbouring features: in parts, one for each block of rows that sorted its own.</summary>
/// <param name="values">All values of the batch.</param>
/// <param name="start">Part i is values[start[i·stride] .. start[i·stride + 1]].</param>
/// <param name="stride">From one part's place in <paramref name="start"/> to the next one's.</param>
internal readonly ref struct ValueGroup(ReadOnlySpan<GroupedValue> values, ReadOnlySpan<int> start, int stride)
{
    public ReadOnlySpan<GroupedValue> Values { get; } = values;

    public ReadOnlySpan<int> Start { get; } = start;

    public int Stride { get; } = stride;

    public int Parts => (Start.Length + Stride - 1) / Stride;
}

/// <summary>∂C/∂W[k, :] = Σ_i x_ik·δ[i, :] for a group of neighbouring features, x being sparse.</summary>
internal static unsafe class GroupedRows
{
    /// <summary>sums[Feature, :] += Value·matrix[Row, :], for the values of a group in order.</summary>
    /// <param name="matrix">δ, row-major, [any×width].</param>
    /// <param name="width">Its width.</param>
    /// <param name="group">The values, and to which rows of both they belong.</param>
    /// <param name="sums">[features of the group×width], added to.</param>
    public static void Add(ReadOnlySpan<float> matrix, int width, in ValueGroup group, Span<float> sums)
    {
        Debug.Assert(sums.Length % width == 0);
        fixed (float* pMatrix = matrix, pSums = sums)
        fixed (GroupedValue* pValues = group.Values)
        fixed (int* pStart = group.Start)
        {
            Tier.Current.AddGroupedRows(pMatrix, width, pValues, pStart, group.Stride, group.Parts, pSums);
        }
    }
}

/// <inheritdoc cref="GroupedRows"/>
internal static unsafe class GroupedRows<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <inheritdoc cref="GroupedRows.Add"/>
    /// <remarks>
    /// Most features of a batch occur once or twice. Sums kept in registers feature by feature would end in a branch that cannot be foreseen,
    /// dearer than the few loads and stores of a sum that lies in the first-level cache.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* matrix, int width, GroupedValue* values, int* start, int stride, int parts, float* sums)
    {
        for (; parts > 0; parts--, start += stride)
        {
            for (GroupedValue* value = values + start[0], end = values + start[1]; value < end; value++)
            {
                AddRow(matrix + (nint)value->Row * width, value->Value, sums + (nint)value->Feature * width, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(float* row, float factor, float* sum, int width)
    {
        TVector value = TLanes.Broadcast(factor);
        int column = 0, n = TLanes.Count;
        for (; column <= width - 4 * n; column += 4 * n)
        {
            AddRegister(row + column, value, sum + column);
            AddRegister(row + column + n, value, sum + column + n);
            AddRegister(row + column + 2 * n, value, sum + column + 2 * n);
            AddRegister(row + column + 3 * n, value, sum + column + 3 * n);
        }

        for (; column <= width - n; column += n)
        {
            AddRegister(row + column, value, sum + column);
        }

        for (; column < width; column++)
        {
            sum[column] = ScalarLanes.MultiplyAdd(row[column], factor, sum[column]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRegister(float* row, TVector value, float* sum) =>
        TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(row), value, TLanes.Load(sum)), sum);
}
