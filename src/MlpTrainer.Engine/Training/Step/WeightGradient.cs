using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The second half of a step begins here: ∂C/∂W^l = (a^(l−1))ᵀ·δ^l and ∂C/∂b^l = Σ_rows δ^l, block by block.</summary>
/// <remarks>Each entry is summed over all rows of the batch, in order, by one thread; there is nothing to reduce afterwards.</remarks>
internal sealed class WeightGradient(NetworkParameters parameters, LayerBuffers buffers, BatchInput input)
{
    private readonly EmbeddingGradient? _embedding = EmbeddingGradient.For(parameters.Shape, buffers);

    /// <summary>Adds a block's gradient of the data cost.</summary>
    /// <param name="block">Which parameters.</param>
    /// <param name="rows">How many rows the buffers hold.</param>
    /// <param name="gradient">The block's slice of a gradient.</param>
    /// <param name="isZeros">Whether that is known to be zeros, which is faster.</param>
    public void Add(in ParameterBlock block, int rows, Span<float> gradient, bool isZeros)
    {
        int l = block.Layer;
        if (block.IsEmbedding)
        {
            _embedding!.Add(block, rows, gradient);
        }
        else if (block.IsBias)
        {
            AddDelta(l, rows, gradient);
        }
        else if (l == 0)
        {
            input.AddWeightGradient(block.FirstRow, block.Rows, gradient, isZeros);
        }
        else
        {
            MatMul.AddTransposedProduct(
                buffers.InputsOf(l), parameters.Shape.Layers[l].Inputs, block.FirstRow, block.Rows,
                buffers.PackedDelta[l], parameters.Shape.Layers[l].Outputs, rows, gradient, isZeros);
        }
    }

    private void AddDelta(int l, int rows, Span<float> gradient)
    {
        if (buffers.PackedDelta[l] is { Length: > 0 } packed)
        {
            RowSums.AddPacked(packed, rows, gradient);
        }
        else
        {
            RowSums.Add(buffers.Delta[l].AsSpan(0, rows * gradient.Length), gradient);
        }
    }
}
