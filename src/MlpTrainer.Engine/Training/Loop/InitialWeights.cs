using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The parameters before training: weights drawn layer by layer, each from its own stream; biases 0.</summary>
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

        return parameters;
    }
}
