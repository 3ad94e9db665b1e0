using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The second half of a step begins here: ∂C/∂W^l = (a^(l−1))ᵀ·δ^l + λ·W^l and ∂C/∂b^l = Σ_rows δ^l, block by block.</summary>
/// <remarks>Each entry is summed over all rows of the batch, in order, by one thread; there is nothing to reduce afterwards.</remarks>
internal sealed class WeightGradient(NetworkParameters parameters, LayerBuffers buffers, BatchInput input, Regularization regularization, bool isKept)
{
    private readonly IReadOnlyList<LayerShape> _layers = parameters.Shape.Layers;

    /// <summary>The gradient, laid out like the parameters; empty where it is not kept, each block's being used at once.</summary>
    public AlignedFloats Values { get; } = new(isKept ? parameters.Shape.ParameterCount : 0);

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

    /// <summary>λ₂, whose λ₂·W the optimizer may add on its way.</summary>
    public float L2 => regularization.L2;

    /// <summary>Whether λ₁·sign(W) is part of the gradient.</summary>
    public bool HasL1 => regularization.HasL1;

    /// <summary>Adds λ₂·W + λ₁·sign(W) to a block of weights' gradient; nothing for biases.</summary>
    public void Regularize(in ParameterBlock block)
    {
        if (!block.IsBias)
        {
            regularization.AddGradient(block.Of(parameters.Values), block.Of(Values));
        }
    }

    /// <summary>Adds λ₁·sign(W) to the given gradient of a block; nothing for biases.</summary>
    public void RegularizeL1(in ParameterBlock block, Span<float> gradient)
    {
        if (!block.IsBias && HasL1)
        {
            regularization.AddL1Gradient(block.Of(parameters.Values), gradient);
        }
    }

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
