using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>δ^(l−1) = (δ^l·(W^l)ᵀ) ⊙ f′(z^(l−1)), from the output layer down, for a block of a batch's rows whose δ^L is known.</summary>
/// <remarks>Nielsen, "Neural networks and deep learning", equation BP2. Rows do not depend on each other.</remarks>
internal sealed class BackwardPass(NetworkParameters parameters, LayerBuffers buffers)
{
    private readonly IReadOnlyList<LayerShape> _layers = parameters.Shape.Layers;

    public void Run(int firstRow, int rows)
    {
        for (int l = _layers.Count - 1; l > 0; l--)
        {
            (int inputs, int outputs) = (_layers[l].Inputs, _layers[l].Outputs);
            (int start, int length) = (firstRow * inputs, rows * inputs);
            ReadOnlySpan<float> above = buffers.Delta[l].AsSpan(firstRow * outputs, rows * outputs);
            Span<float> delta = buffers.Delta[l - 1].AsSpan(start, length);
            ReadOnlySpan<float> a = buffers.A[l - 1].AsSpan(start, length);
            if (_layers[l - 1].Activation == Activation.Relu)               // a tile is gated as it leaves the registers
            {
                MatMul.MultiplyGated(above, rows, outputs, parameters.PackedTransposed(l), inputs, a, delta);
            }
            else
            {
                MatMul.Multiply(above, rows, outputs, parameters.PackedTransposed(l), inputs, bias: [], delta);
            }

            if (buffers.Mask[l - 1].Length > 0)
            {
                TensorPrimitives.Multiply(delta, buffers.Mask[l - 1].AsSpan(start, length), delta);
            }

            if (_layers[l - 1].Activation != Activation.Relu)
            {
                _layers[l - 1].Activation.BackwardRows(buffers.Z[l - 1].AsSpan(start, length), a, inputs, delta);
            }
        }
    }

    /// <summary>Packs δ of all layers as <see cref="WeightGradient"/> wants it, while it is in this core's cache.</summary>
    /// <param name="firstRow">The first row of the block.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="batchRows">The rows of the batch.</param>
    public void Pack(int firstRow, int rows, int batchRows)
    {
        for (int l = 0; l < _layers.Count; l++)
        {
            if (buffers.PackedDelta[l] is { Length: > 0 } packed)
            {
                MatMul.PackRows(buffers.Delta[l], batchRows, _layers[l].Outputs, firstRow, rows, packed);
            }
        }
    }
}
