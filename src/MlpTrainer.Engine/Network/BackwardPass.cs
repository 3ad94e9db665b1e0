using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>δ^(l−1) = (δ^l·(W^l)ᵀ) ⊙ f′(z^(l−1)), from the output layer down, for a block of a batch's rows whose δ^L is known.</summary>
/// <remarks>Nielsen, "Neural networks and deep learning", equation BP2. Rows do not depend on each other.</remarks>
internal sealed class BackwardPass(NetworkParameters parameters, LayerBuffers buffers)
{
    private readonly IReadOnlyList<LayerShape> _layers = parameters.Shape.Layers;
    private readonly EmbeddingPass? _embedding = EmbeddingPass.For(parameters, buffers);

    /// <param name="firstRow">The first row of the block.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="batchRows">The rows of the batch, for whose weight gradients δ is packed while it is in this core's cache; 0: none follow.</param>
    public void Run(int firstRow, int rows, int batchRows = 0)
    {
        Pack(_layers.Count - 1, firstRow, rows, batchRows);
        for (int l = _layers.Count - 1; l > 0; l--)
        {
            (int inputs, int outputs) = (_layers[l].Inputs, _layers[l].Outputs);
            (int start, int length) = (firstRow * inputs, rows * inputs);
            ReadOnlySpan<float> above = buffers.Delta[l].AsSpan(firstRow * outputs, rows * outputs), a = buffers.A[l - 1].AsSpan(start, length);
            Span<float> delta = buffers.Delta[l - 1].AsSpan(start, length);
            if (!_layers[l - 1].Activation.IsRectifier)
            {
                MatMul.Multiply(above, rows, outputs, parameters.PackedTransposed(l), inputs, bias: [], delta, parameters.StepsTransposed(l));
                Drop(l - 1, start, delta);
                _layers[l - 1].Activation.BackwardRows(buffers.Z[l - 1].AsSpan(start, length), a, inputs, delta);
            }
            else if (l == 1 && batchRows > 0 && IsReadPackedOnly(l - 1))
            {
                MatMul.MultiplyGatedPacked(
                    above, rows, outputs, parameters.PackedTransposed(l), inputs, a, buffers.PackedDelta[l - 1], firstRow, batchRows);
                return;
            }
            else
            {
                MatMul.MultiplyGated(above, rows, outputs, parameters.PackedTransposed(l), inputs, a, delta, parameters.StepsTransposed(l));   // ⊙ f′ as a tile leaves the registers
                Drop(l - 1, start, delta);
            }

            Pack(l - 1, firstRow, rows, batchRows);
        }

        _embedding?.Backward(firstRow, rows);
    }

    /// <summary>Whether δ of the first layer may be written in its packed form at once: no product below reads it, nor dropout, nor an embedding.</summary>
    private bool IsReadPackedOnly(int l) =>
        _embedding is null && buffers.PackedDelta[l].Length > 0 && buffers.Mask[l].Length == 0 && _layers[l].Outputs > 1;

    private void Drop(int l, int start, Span<float> delta)
    {
        if (buffers.Mask[l].Length > 0)
        {
            TensorPrimitives.Multiply(delta, buffers.Mask[l].AsSpan(start, delta.Length), delta);
        }
    }

    private void Pack(int l, int firstRow, int rows, int batchRows)
    {
        if (batchRows > 0 && buffers.PackedDelta[l] is { Length: > 0 } packed)
        {
            MatMul.PackRows(buffers.Delta[l], batchRows, _layers[l].Outputs, firstRow, rows, packed);
        }
    }
}
