using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The parameters before training: weights drawn layer by layer, each from its own stream, embeddings from two of theirs; biases of layers 0.</summary>
internal static class InitialWeights
{
    /// <summary>Draws them.</summary>
    /// <exception cref="InvalidOperationException">A user's initializer gave a weight that is not finite.</exception>
    public static AlignedFloats Draw(NetworkShape shape, TrainingOptions options)
    {
        var parameters = new AlignedFloats(shape.ParameterCount);
        for (int l = 0; l < shape.Layers.Count; l++)
        {
            LayerShape layer = shape.Layers[l];
            Initializer initializer = options.Initializer ?? layer.Activation.DefaultInitializer;
            Span<float> weights = parameters.AsSpan(layer.WeightOffset, layer.WeightCount);
            initializer.Fill(weights, layer.Inputs, layer.Outputs, new CounterRandom(options.Seed, RandomPurpose.InitialWeights, epoch: 0, row: l));
            if (!TensorPrimitives.IsFiniteAll<float>(weights))
            {
                float weight = weights.ToArray().First(weight => !float.IsFinite(weight));
                throw new InvalidOperationException(Invariant($"Each initial weight must be a finite number, but {initializer} gave {weight} in layer {l + 1}."));
            }
        }

        if (shape.Embedding is { } embedding)
        {
            DrawEmbedding(embedding, parameters.AsSpan(shape.EmbeddingOffset, (int)embedding.ParameterCount), options);
        }

        return parameters;
    }

    /// <summary>Frequencies are normal, all else is uniform: phases in ±π, weights and biases in ±1/√F.</summary>
    private static void DrawEmbedding(EmbeddingShape embedding, Span<float> parameters, TrainingOptions options)
    {
        int waves = (int)embedding.WaveCount, weights = (int)embedding.WeightCount;
        double deviation = (options.NumericalEmbedding as PeriodicEmbedding ?? new()).Scale, limit = 1 / Math.Sqrt(embedding.Frequencies);
        var normal = new CounterRandom(options.Seed, RandomPurpose.InitialWeights, epoch: 0, row: -1);
        var uniform = new CounterRandom(options.Seed, RandomPurpose.InitialWeights, epoch: 0, row: -2);
        for (int i = 0; i < parameters.Length; i++)
        {
            bool isPhase = i >= weights && i < weights + waves;
            parameters[i] = (float)(i < waves ? deviation * normal.Normal(i) : (isPhase ? Math.PI : limit) * ((2 * uniform.Uniform(i)) - 1));
        }
    }
}
