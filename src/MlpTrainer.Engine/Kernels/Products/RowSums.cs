using System.Diagnostics;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Sums over the rows of a matrix: the gradient of biases. The sums stay in registers while the rows pass by.</summary>
internal static unsafe class RowSums
{
    /// <summary>sums[j] += Σ_r A[r, j]: A [rows×width], sums [width]. Rows are added in order.</summary>
    public static void Add(ReadOnlySpan<float> a, Span<float> sums)
    {
        Debug.Assert(sums.IsEmpty || a.Length % sums.Length == 0);
        fixed (float* pA = a, pSums = sums)
        {
            Tier.Current.AddWeightedRows(pA, sums.Length, sums.Length, null, sums.IsEmpty ? 0 : a.Length / sums.Length, pSums);
        }
    }

    /// <summary>sums[j] += Σ_r A[r, j] for A [rows×width] in its packed form.</summary>
    public static void AddPacked(ReadOnlySpan<float> packed, int rows, Span<float> sums)
    {
        int lanes = Tier.Current.Lanes;
        fixed (float* pPacked = packed, pSums = sums)
        {
            for (int column = 0; column < sums.Length; column += 2 * lanes)
            {
                int left = sums.Length - column, width = sums.Length == 1 ? 1 : left <= lanes ? lanes : 2 * lanes;
                Tier.Current.AddWeightedRows(pPacked + (nint)column * rows, width, Math.Min(left, width), null, rows, pSums + column);
            }
        }
    }
}
