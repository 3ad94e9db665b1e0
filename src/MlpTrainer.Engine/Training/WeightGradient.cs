using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The second half of a step begins here: ∂C/∂W^l = (a^(l−1))ᵀ·δ^l + λ·W^l and ∂C/∂b^l = Σ_rows δ^l, block by block.</summary>
/// <remarks>Each entry is summed over all rows of the batch, in order, by one thread; there is nothing to reduce afterwards.</remarks>
internal sealed class WeightGradient(NetworkParameters parameters, LayerBuffers buffers, BatchInput input, Regularization regularization)
{
    private readonly IReadOnlyList<LayerShape> _layers = parameters.Shape.Layers;

    /// <summary>The gradient, laid out like the parameters.</summary>
    public float[] Values { get; } = new float[parameters.Shape.ParameterCount];

    /// <summary>Sets a block's gradient of the data cost, or adds to it.</summary>
    /// <param name="block">Which parameters.</param>
    /// <param name="rows">How many rows the buffers hold.</param>
    /// <param name="accumulate">Whether earlier rows of the same batch are already in it.</param>
    public void Compute(in ParameterBlock block, int rows, bool accumulate) => Compute(block, rows, accumulate, block.Of(Values));

    /// <summary>Sets or adds to a block's gradient of the data cost, kept where the caller says.</summary>
    public void Compute(in ParameterBlock block, int rows, bool accumulate, Span<float> gradient)
    {
        int width = _layers[block.Layer].Outputs;
        if (block.IsBias)
        {
            SumDelta(block.Layer, rows, gradient, accumulate);
        }
        else if (block.Layer == 0)
        {
            input.WeightGradient(block.FirstRow, block.Rows, gradient, accumulate);
        }
        else
        {
            MatMul.TransposedProduct(
                buffers.InputsOf(block.Layer), _layers[block.Layer].Inputs, block.FirstRow, block.Rows,
                buffers.PackedDelta[block.Layer], width, rows, gradient, accumulate);
        }
    }

    /// <summary>Adds λ₂·W + λ₁·sign(W) to a block of weights' gradient.</summary>
    public void Regularize(in ParameterBlock block) => Regularize(block, block.Of(Values));

    /// <summary>Adds λ₂·W + λ₁·sign(W) to the given gradient of a block; nothing for biases.</summary>
    public void Regularize(in ParameterBlock block, Span<float> gradient)
    {
        if (!block.IsBias)
        {
            regularization.AddGradient(block.Of(parameters.Values), gradient);
        }
    }

    /// <summary>λ where a weight that the data do not touch has the gradient λ·W, or null where L1 is in it too.</summary>
    public float? OnlyL2 => regularization.OnlyL2;

    private void SumDelta(int layer, int rows, Span<float> gradient, bool accumulate)
    {
        if (!accumulate)
        {
            gradient.Clear();
        }

        if (buffers.PackedDelta[layer] is { Length: > 0 } packed)
        {
            RowSums.AddPacked(packed, rows, gradient);
        }
        else
        {
            RowSums.Add(buffers.Delta[layer].AsSpan(0, rows * gradient.Length), gradient);
        }
    }
}
