using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The gradient of embeddings' parameters: ∂C/∂W = Σ g·hᵀ, ∂C/∂c = Σ g, ∂C/∂b = Σ ∂C/∂a, ∂C/∂w = 2π·Σ x̂·∂C/∂a, sums over the rows of a batch in their order.</summary>
/// <remarks>g, h and the angles a as in <see cref="EmbeddingPass"/>, which has left g, h and ∂C/∂a in the buffers.</remarks>
internal sealed class EmbeddingGradient
{
    private readonly LayerBuffers _buffers;
    private readonly EmbeddingShape _shape;
    private readonly int _features, _width, _waves, _frequencies, _outputs;

    private EmbeddingGradient(NetworkShape network, EmbeddingShape shape, LayerBuffers buffers)
    {
        (_shape, _buffers) = (shape, buffers);
        (_features, _width, _waves) = (network.Inputs, network.Layers[0].Inputs, (int)shape.WaveCount);
        (_frequencies, _outputs) = (shape.Frequencies, shape.Outputs);
    }

    /// <summary>Null where the network has none.</summary>
    public static EmbeddingGradient? For(NetworkShape network, LayerBuffers buffers) =>
        network.Embedding is { } shape ? new EmbeddingGradient(network, shape, buffers) : null;

    /// <summary>Adds a block's gradient of the data cost, of so many rows.</summary>
    public void Add(in ParameterBlock block, int rows, Span<float> gradient)
    {
        (int firstWave, int waves) = (block.FirstRow * _frequencies, block.Rows * _frequencies);
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<float> g = _buffers.InputDelta.AsSpan((i * _width) + _features + (block.FirstRow * _outputs), block.Rows * _outputs);
            ReadOnlySpan<float> angles = _buffers.Sines.AsSpan((i * _waves) + firstWave, waves);
            if (block.IsBias)
            {
                TensorPrimitives.Add(gradient, block.Layer == ParameterBlock.Waves ? angles : g, gradient);
            }
            else if (block.Layer == ParameterBlock.Waves)
            {
                AddFrequencies(block, _buffers.Inputs.AsSpan(i * _width, _features), angles, gradient);
            }
            else
            {
                AddWeights(g, _buffers.Cosines.AsSpan((i * _waves) + firstWave, waves), gradient);
            }
        }
    }

    private void AddFrequencies(in ParameterBlock block, ReadOnlySpan<float> x, ReadOnlySpan<float> angles, Span<float> gradient)
    {
        for (int e = 0; e < block.Rows; e++)
        {
            Span<float> own = gradient.Slice(e * _frequencies, _frequencies);
            TensorPrimitives.MultiplyAddEstimate(angles.Slice(e * _frequencies, _frequencies), Waves.Turn * x[_shape.Features[block.FirstRow + e]], own, own);
        }
    }

    private void AddWeights(ReadOnlySpan<float> g, ReadOnlySpan<float> h, Span<float> gradient)
    {
        for (int j = 0; j < g.Length; j++)
        {
            Span<float> own = gradient.Slice(j * _frequencies, _frequencies);
            TensorPrimitives.MultiplyAddEstimate(h.Slice(j / _outputs * _frequencies, _frequencies), g[j], own, own);
        }
    }
}
