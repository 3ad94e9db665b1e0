using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Where a row is not zero, as the bits of a word.</summary>
internal static unsafe class NonZeros<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <summary>steps[r], bit i, is set where A[r, i] ≠ 0: A [rows×count] with the given stride, count at most 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mark(float* a, nint stride, int rows, int count, ulong* steps)
    {
        for (int r = 0; r < rows; r++, a += stride)
        {
            steps[r] = Bits(a, count);
        }
    }

    /// <summary>How many of a's values are not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count(float* a, int length)
    {
        int count = 0;
        for (int i = 0; i < length; i += 64)
        {
            count += BitOperations.PopCount(Bits(a + i, Math.Min(64, length - i)));
        }

        return count;
    }

    /// <summary>Bit i is set where a[i] ≠ 0; count is at most 64. NaN is not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(float* a, int count)
    {
        ulong bits = 0;
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            bits |= (ulong)TLanes.NonZeroBits(TLanes.Load(a + i)) << i;
        }

        for (; i < count; i++)
        {
            bits |= (ulong)ScalarLanes.NonZeroBits(a[i]) << i;
        }

        return bits;
    }
}
