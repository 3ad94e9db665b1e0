using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Stochastic gradient descent, W ← W − η·g; with momentum μ: v ← μ·v − η·g, W ← W + v.</summary>
/// <remarks>
/// Nesterov's form, W ← W + μ·v − η·g with the new v, is Sutskever et al., "On the importance of initialization and momentum in deep learning"
/// (2013), written at the look-ahead point as scikit-learn does. The learning rate is inside v (PyTorch has it outside, which differs only when
/// the rate changes).
/// </remarks>
public sealed class Sgd : StepOptimizer
{
    /// <summary>Plain gradient descent with rate 0.01.</summary>
    public Sgd() => LearningRate = 0.01f;

    /// <summary>The momentum μ, at least 0 and less than 1; 0 (the default) is plain gradient descent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is not in [0, 1).</exception>
    public float Momentum { get; init => field = Require.In(0f, 1f, value); }

    /// <summary>Whether the momentum is Nesterov's. False by default.</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <inheritdoc/>
    public override int StateCount => Momentum > 0f ? 1 : 0;

    /// <inheritdoc/>
    protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        float rate = step.LearningRate;
        if (StateCount == 0)
        {
            TensorPrimitives.MultiplyAdd(gradient, -rate, weights, weights);
            return;
        }

        MomentumStep.Apply(rate, Momentum, Nesterov, weights, gradient, state[0]);
    }
}
