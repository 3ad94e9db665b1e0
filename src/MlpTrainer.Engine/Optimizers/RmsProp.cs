namespace MlpTrainer.Engine;

/// <summary>RMSProp: v ← ρ·v + (1−ρ)·g², W ← W − η·g/(√v + ε); with momentum μ: b ← μ·b + g/(√v + ε), W ← W − η·b.</summary>
/// <remarks>
/// v starts at 0 without bias correction, ε stands outside the root, and the learning rate outside the momentum, as in PyTorch.
/// (TensorFlow puts ε inside the root and the learning rate inside the momentum.)
/// Source: Tieleman, Hinton, "Neural networks for machine learning", lecture 6.5 (2012).
/// </remarks>
public sealed class RmsProp : StepOptimizer
{
    /// <summary>RMSProp with PyTorch's defaults: η = 0.01, ρ = 0.99, ε = 1e-8, no momentum.</summary>
    public RmsProp() => LearningRate = 0.01f;

    /// <summary>ρ, the decay of the mean of squared gradients, in [0, 1); 0.99 by default (the lecture has 0.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Decay { get; init => field = Require.In(0f, 1f, value); } = 0.99f;

    /// <summary>The momentum μ, at least 0 and less than 1; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is not in [0, 1).</exception>
    public float Momentum { get; init => field = Require.In(0f, 1f, value); }

    /// <summary>ε, which keeps the quotient finite, greater than 0; 1e-8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public float Epsilon { get; init => field = Require.Positive(value); } = 1e-8f;

    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <inheritdoc/>
    public override int StateCount => Momentum > 0f ? 2 : 1;

    internal override bool StepsAreOfTheRatesSize => true;

    /// <inheritdoc/>
    protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        float rate = step.LearningRate;
        bool hasMomentum = Momentum > 0f;
        Span<float> means = state[0], changes = hasMomentum ? state[1] : [];
        for (int i = 0; i < weights.Length; i++)
        {
            float g = gradient[i], mean = (Decay * means[i]) + ((1f - Decay) * g * g);
            means[i] = mean;
            float change = g / (MathF.Sqrt(mean) + Epsilon);
            if (hasMomentum)
            {
                change += Momentum * changes[i];
                changes[i] = change;
            }

            weights[i] -= rate * change;
        }
    }
}
