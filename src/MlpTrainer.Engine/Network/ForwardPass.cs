using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>z^l = a^(l−1)·W^l + b^l, a^l = f(z^l), layer by layer, for a block of a batch's rows.</summary>
/// <remarks>Rows do not depend on each other: blocks may run on different threads. The output layer ends at z^L.</remarks>
/// <param name="parameters">The network's parameters.</param>
/// <param name="buffers">Where the layers' values are.</param>
/// <param name="activateRowByRow">Whether a block's activations have the bits of single rows: an exponential may differ in its last bit by where in a span it stands.</param>
internal sealed class ForwardPass(NetworkParameters parameters, LayerBuffers buffers, bool activateRowByRow = false)
{
    private readonly IReadOnlyList<LayerShape> _layers = parameters.Shape.Layers;
    private readonly EmbeddingPass? _embedding = EmbeddingPass.For(parameters, buffers);

    /// <summary>All layers, for rows whose x̂ is in <see cref="LayerBuffers.Inputs"/>.</summary>
    public void Run(int firstRow, int rows)
    {
        FirstLayer(firstRow, rows);
        RunAboveFirst(firstRow, rows);
    }

    /// <summary>z¹ = x̂·W¹ + b¹, a¹ = f(z¹), and before that the embedding of x̂ where there is one.</summary>
    public void FirstLayer(int firstRow, int rows)
    {
        _embedding?.Forward(firstRow, rows);
        Layer(0, firstRow, rows);
    }

    /// <summary>a¹ = f(z¹), for rows whose z¹ is known.</summary>
    public void ActivateFirst(int firstRow, int rows)
    {
        if (_layers.Count > 1)
        {
            Activate(0, firstRow, rows);
        }
    }

    /// <summary>What follows a¹.</summary>
    public void RunAboveFirst(int firstRow, int rows)
    {
        for (int l = 1; l < _layers.Count; l++)
        {
            Layer(l, firstRow, rows);
        }
    }

    /// <summary>One row is a sum of the rows of W that its non-zero values choose, with the same bits: half of W after a ReLU.
    /// ReLU is applied to z while the product's tile is still in registers; other activations read z once more.</summary>
    private void Layer(int l, int firstRow, int rows)
    {
        bool hidden = l < _layers.Count - 1, rectified = hidden && _layers[l].Activation.IsRectifier;
        (int inputs, int outputs) = (_layers[l].Inputs, _layers[l].Outputs);
        ReadOnlySpan<float> x = buffers.InputsOf(l).AsSpan(firstRow * inputs, rows * inputs);
        Span<float> z = buffers.Z[l].AsSpan(firstRow * outputs, rows * outputs);
        if (outputs > 1 && (buffers.Rows == 1 || !parameters.IsPacked(l)))
        {
            for (int i = 0; i < rows; i++)
            {
                SparseProduct.Forward(
                    x.Slice(i * inputs, inputs), buffers.Places, parameters.Weights(l), parameters.Biases(l), z.Slice(i * outputs, outputs), parameters.Bands(l));
            }
        }
        else if (rectified)
        {
            MatMul.MultiplyRelu(x, rows, inputs, parameters.Packed(l), outputs, parameters.Biases(l), z, parameters.Steps(l));
            Drop(l, firstRow * outputs, rows * outputs);
            return;
        }
        else
        {
            MatMul.Multiply(x, rows, inputs, parameters.Packed(l), outputs, parameters.Biases(l), z, parameters.Steps(l));
        }

        if (hidden)
        {
            Activate(l, firstRow, rows);
        }
    }

    private void Activate(int l, int firstRow, int rows)
    {
        int width = _layers[l].Outputs, start = firstRow * width, length = rows * width, step = activateRowByRow ? width : length;
        for (int i = start; i < start + length; i += step)
        {
            _layers[l].Activation.ForwardRows(buffers.Z[l].AsSpan(i, step), width, buffers.A[l].AsSpan(i, step));
        }

        Drop(l, start, length);
    }

    private void Drop(int l, int start, int length)
    {
        if (buffers.Mask[l].Length > 0)
        {
            TensorPrimitives.Multiply(
                buffers.A[l].AsSpan(start, length), buffers.Mask[l].AsSpan(start, length), buffers.Dropped[l].AsSpan(start, length));
        }
    }
}
