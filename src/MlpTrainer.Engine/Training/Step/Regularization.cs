using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>(λ₂/2)·ΣW² + λ₁·Σ|W| over all weights, those of embeddings and their frequencies too, never over biases; its gradient is λ₂·W + λ₁·sign(W), sign(0) = 0.</summary>
internal sealed class Regularization(double l2, double l1)
{
    private const int Chunk = 256;                      // floats summed in float; chunks are summed in double

    private readonly float _l2 = (float)l2, _l1 = (float)l1;

    /// <summary>λ₂.</summary>
    public float L2 => _l2;

    /// <summary>Whether λ₁ is not 0.</summary>
    public bool HasL1 => _l1 != 0f;

    /// <summary>The term added to the cost.</summary>
    public double Cost(NetworkParameters parameters)
    {
        double squares = 0, absolutes = 0;
        int layers = parameters.Shape.Layers.Count, all = layers + (parameters.Shape.Embedding is null ? 0 : 1);
        for (int l = 0; (_l2 != 0f || _l1 != 0f) && l < all; l++)
        {
            ReadOnlySpan<float> weights = l < layers ? parameters.Weights(l) : parameters.AllEmbeddingWeights;
            for (int start = 0; start < weights.Length; start += Chunk)
            {
                ReadOnlySpan<float> chunk = weights[start..Math.Min(start + Chunk, weights.Length)];
                squares += TensorPrimitives.SumOfSquares(chunk);
                absolutes += _l1 != 0f ? TensorPrimitives.SumOfMagnitudes(chunk) : 0;
            }
        }

        return (l2 / 2 * squares) + (l1 * absolutes);
    }

    /// <summary>gradient ← gradient + λ₂·W + λ₁·sign(W), for a slice of weights.</summary>
    public void AddGradient(ReadOnlySpan<float> weights, Span<float> gradient)
    {
        if (_l2 != 0f)
        {
            TensorPrimitives.MultiplyAddEstimate(weights, _l2, gradient, gradient);
        }

        AddL1Gradient(weights, gradient);
    }

    /// <summary>gradient ← gradient + λ₁·sign(W), for a slice of weights.</summary>
    public void AddL1Gradient(ReadOnlySpan<float> weights, Span<float> gradient)
    {
        for (int i = 0; _l1 != 0f && i < gradient.Length; i++)
        {
            gradient[i] += _l1 * ((weights[i] > 0f ? 1f : 0f) - (weights[i] < 0f ? 1f : 0f));
        }
    }
}
