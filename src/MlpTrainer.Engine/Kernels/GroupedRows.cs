using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>A value of a sparse batch.</summary>
/// <param name="Row">Its row of the batch, i.</param>
/// <param name="Feature">Its feature, counted from the first of the group, k.</param>
/// <param name="Value">x_ik.</param>
internal readonly record struct GroupedValue(int Row, int Feature, float Value);

/// <summary>∂C/∂W[k, :] = Σ_i x_ik·δ[i, :] for a group of neighbouring features, x being sparse.</summary>
internal static unsafe class GroupedRows
{
    /// <summary>sums[Feature, :] += Value·matrix[Row, :], for the values of a group in order.</summary>
    /// <param name="matrix">δ, row-major, [any×width].</param>
    /// <param name="width">Its width.</param>
    /// <param name="group">The values, and to which rows of both they belong.</param>
    /// <param name="sums">[features of the group×width], added to.</param>
    public static void Add(ReadOnlySpan<float> matrix, int width, ReadOnlySpan<GroupedValue> group, Span<float> sums)
    {
        Debug.Assert(sums.Length % width == 0);
        fixed (float* pMatrix = matrix, pSums = sums)
        fixed (GroupedValue* pGroup = group)
        {
            Tier.Current.AddGroupedRows(pMatrix, width, pGroup, group.Length, pSums);
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
    public static void Add(float* matrix, int width, GroupedValue* group, int count, float* sums)
    {
        int n = TLanes.Count;
        for (GroupedValue* end = group + count; group < end; group++)
        {
            float* row = matrix + (nint)group->Row * width, sum = sums + (nint)group->Feature * width;
            TVector value = TLanes.Broadcast(group->Value);
            int column = 0;
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
                sum[column] = ScalarLanes.MultiplyAdd(row[column], group->Value, sum[column]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRegister(float* row, TVector value, float* sum) =>
        TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(row), value, TLanes.Load(sum)), sum);
}
