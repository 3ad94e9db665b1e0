using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>x·W for a row x given by its non-zero values.</summary>
internal static class SparseProduct
{
    /// <summary>z = b + Σ_k x_k·W[k, :], in the order of the indices.</summary>
    /// <param name="indices">Where x is not zero.</param>
    /// <param name="values">What it is there.</param>
    /// <param name="weights">W [inputs×outputs], row-major.</param>
    /// <param name="bias">b [outputs], or empty.</param>
    /// <param name="z">Receives z [outputs].</param>
    public static void Forward(
        ReadOnlySpan<int> indices, ReadOnlySpan<float> values, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> z)
    {
        if (bias.IsEmpty)
        {
            z.Clear();
        }
        else
        {
            bias.CopyTo(z);
        }

        SelectedRows.Add(weights, indices, values, z);
    }
}
