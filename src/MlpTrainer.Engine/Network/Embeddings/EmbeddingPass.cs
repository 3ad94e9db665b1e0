using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Periodic embeddings of a batch's rows, y = W·h + c with h = cos(2π·w·x̂ + b), and what backpropagation makes of them.</summary>
/// <remarks>
/// With g = ∂C/∂y, a part of δ¹·(W¹)ᵀ, and the angles a = 2π·w·x̂ + b: ∂C/∂a = −sin(a) ⊙ (Wᵀ·g), and ∂C/∂x̂ gains 2π·w·∂C/∂a. Rows and embeddings do not depend on each other.
/// </remarks>
internal sealed class EmbeddingPass
{
    private readonly NetworkParameters _parameters;
    private readonly EmbeddingShape _shape;
    private readonly LayerBuffers _buffers;
    private readonly int _features, _width, _waves, _frequencies, _outputs;

    private EmbeddingPass(NetworkParameters parameters, EmbeddingShape shape, LayerBuffers buffers)
    {
        (_parameters, _shape, _buffers) = (parameters, shape, buffers);
        (_features, _width, _waves) = (parameters.Shape.Inputs, parameters.Shape.Layers[0].Inputs, (int)shape.WaveCount);
        (_frequencies, _outputs) = (shape.Frequencies, shape.Outputs);
    }

    /// <summary>Null where the network has none.</summary>
    public static EmbeddingPass? For(NetworkParameters parameters, LayerBuffers buffers) =>
        parameters.Shape.Embedding is { } shape ? new EmbeddingPass(parameters, shape, buffers) : null;

    /// <summary>y of rows whose x̂ is in <see cref="LayerBuffers.Inputs"/>, where it follows x̂.</summary>
    public void Forward(int firstRow, int rows)
    {
        ReadOnlySpan<float> frequencies = _parameters.EmbeddingFrequencies, phases = _parameters.EmbeddingPhases;
        ReadOnlySpan<float> weights = _parameters.EmbeddingWeights, biases = _parameters.EmbeddingBiases;
        for (int i = firstRow; i < firstRow + rows; i++)
        {
            Span<float> x = _buffers.Inputs.AsSpan(i * _width, _width), cosines = _buffers.Cosines.AsSpan(i * _waves, _waves);
            Span<float> sines = _buffers.Sines.Length > 0 ? _buffers.Sines.AsSpan(i * _waves, _waves) : [], y = x[_features..];
            for (int e = 0; e < _shape.Count; e++)
            {
                int first = e * _frequencies;
                Span<float> h = cosines.Slice(first, _frequencies);
                Waves.At(x[_shape.Features[e]], frequencies.Slice(first, _frequencies), phases.Slice(first, _frequencies), h, sines.IsEmpty ? [] : sines.Slice(first, _frequencies));
                for (int j = e * _outputs; j < (e + 1) * _outputs; j++)
                {
                    y[j] = biases[j] + TensorPrimitives.Dot(weights.Slice(j * _frequencies, _frequencies), h);
                }
            }
        }
    }

    /// <summary>g, and ∂C/∂a in place of the sines, of rows whose δ¹ is known.</summary>
    public void Backward(int firstRow, int rows)
    {
        int outputs = _parameters.Shape.Layers[0].Outputs;
        Span<float> delta = _buffers.InputDelta.AsSpan(firstRow * _width, rows * _width);
        MatMul.Multiply(_buffers.Delta[0].AsSpan(firstRow * outputs, rows * outputs), rows, outputs, _parameters.PackedTransposed(0), _width, bias: [], delta);
        ReadOnlySpan<float> weights = _parameters.EmbeddingWeights;
        Span<float> gained = stackalloc float[_frequencies];
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<float> g = delta.Slice((i * _width) + _features, _width - _features);
            Span<float> sines = _buffers.Sines.AsSpan((firstRow + i) * _waves, _waves);
            for (int e = 0; e < _shape.Count; e++)
            {
                gained.Clear();
                for (int j = e * _outputs; j < (e + 1) * _outputs; j++)
                {
                    TensorPrimitives.MultiplyAddEstimate(weights.Slice(j * _frequencies, _frequencies), -g[j], gained, gained);
                }

                Span<float> sine = sines.Slice(e * _frequencies, _frequencies);
                TensorPrimitives.Multiply(sine, gained, sine);
            }
        }
    }

    /// <summary>∂z/∂x̂ of row 0 through its embeddings and beside them, [p].</summary>
    public void CopyInputGradient(Span<float> gradient)
    {
        _buffers.InputDelta.AsSpan(0, _features).CopyTo(gradient);
        for (int e = 0; e < _shape.Count; e++)
        {
            ReadOnlySpan<float> angles = _buffers.Sines.AsSpan(e * _frequencies, _frequencies);
            gradient[_shape.Features[e]] += Waves.Turn * TensorPrimitives.Dot(_parameters.EmbeddingFrequencies.Slice(e * _frequencies, _frequencies), angles);
        }
    }
}
