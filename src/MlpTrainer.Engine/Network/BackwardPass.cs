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
            MatMul.Multiply(above, rows, outputs, parameters.PackedTransposed(l), inputs, bias: [], delta);
            if (buffers.Mask[l - 1].Length > 0)
            {
                TensorPrimitives.Multiply(delta, buffers.Mask[l - 1].AsSpan(start, length), delta);
            }

            _layers[l - 1].Activation.BackwardRows(
                buffers.Z[l - 1].AsSpan(start, length), buffers.A[l - 1].AsSpan(start, length), inputs, delta);
        }
    }
}
