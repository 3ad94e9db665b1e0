using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>z^l = a^(l−1)·W^l + b^l, a^l = f(z^l), layer by layer, for a block of a batch's rows.</summary>
/// <remarks>Rows do not depend on each other: blocks may run on different threads. The output layer ends at z^L.</remarks>
internal sealed class ForwardPass(NetworkParameters parameters, LayerBuffers buffers)
{
    private readonly IReadOnlyList<LayerShape> _layers = parameters.Shape.Layers;

    /// <summary>All layers, for rows whose x̂ is in <see cref="LayerBuffers.Inputs"/>.</summary>
    public void Run(int firstRow, int rows)
    {
        FirstProduct(firstRow, rows);
        RunAboveInput(firstRow, rows);
    }

    /// <summary>z¹ = x̂·W¹ + b¹.</summary>
    public void FirstProduct(int firstRow, int rows) => Product(0, firstRow, rows);

    /// <summary>What follows z¹, for rows whose z¹ is known.</summary>
    public void RunAboveInput(int firstRow, int rows)
    {
        for (int l = 0; l < _layers.Count - 1; l++)
        {
            Activate(l, firstRow, rows);
            Product(l + 1, firstRow, rows);
        }
    }

    private void Product(int l, int firstRow, int rows)
    {
        (int inputs, int outputs) = (_layers[l].Inputs, _layers[l].Outputs);
        ReadOnlySpan<float> x = buffers.InputsOf(l).AsSpan(firstRow * inputs, rows * inputs);
        Span<float> z = buffers.Z[l].AsSpan(firstRow * outputs, rows * outputs);
        MatMul.Multiply(x, rows, inputs, parameters.Packed(l), outputs, parameters.Biases(l), z);
    }

    private void Activate(int l, int firstRow, int rows)
    {
        int width = _layers[l].Outputs, start = firstRow * width, length = rows * width;
        Span<float> a = buffers.A[l].AsSpan(start, length);
        _layers[l].Activation.ForwardRows(buffers.Z[l].AsSpan(start, length), width, a);
        if (buffers.Mask[l].Length > 0)
        {
            TensorPrimitives.Multiply(a, buffers.Mask[l].AsSpan(start, length), buffers.Dropped[l].AsSpan(start, length));
        }
    }
}
