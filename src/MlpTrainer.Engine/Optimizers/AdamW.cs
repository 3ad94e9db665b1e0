using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Adam with decoupled weight decay: W ← W − η·λ·W, then W ← W − η·m̂/(√v̂ + ε), m̂ and v̂ as in <see cref="Adam"/>.</summary>
/// <remarks>
/// The decay is multiplied by the scheduled learning rate η, as in PyTorch (the paper multiplies by the schedule's factor alone), and touches
/// weights, never biases. Unlike L2, which goes through m and v, it shrinks every weight by the same share.
/// Source: Loshchilov, Hutter, "Decoupled weight decay regularization" (2019), algorithm 2.
/// </remarks>
public sealed class AdamW : Optimizer
{
    /// <summary>AdamW with PyTorch's defaults: η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0.01.</summary>
    public AdamW() => LearningRate = 0.001f;

    /// <summary>λ, the share of a weight, times η, that each step takes away, at least 0; 0.01 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number of at least 0.</exception>
    public float WeightDecay { get; init => field = Require.NotNegative(value); } = 0.01f;

    /// <summary>β₁, the decay of the mean of gradients, in [0, 1); 0.9 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Beta1 { get; init => field = Require.In(0f, 1f, value); } = 0.9f;

    /// <summary>β₂, the decay of the mean of squared gradients, in [0, 1); 0.999 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Beta2 { get; init => field = Require.In(0f, 1f, value); } = 0.999f;

    /// <summary>ε, which keeps the quotient finite, greater than 0; 1e-8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public float Epsilon { get; init => field = Require.Positive(value); } = 1e-8f;

    /// <inheritdoc/>
    public override string Name => "adamw";

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override float DecoupledWeightDecay => WeightDecay;

    /// <inheritdoc/>
    public override void Apply(
        StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second) =>
        AdamStep.Apply(Constants(step), 0f, weights, gradient, first, second);

    internal override void ApplyWithL2(
        StepInfo step, float l2, Span<float> weights, Span<float> gradient, Span<float> first, Span<float> second) =>
        AdamStep.ApplyAndClear(Constants(step), l2, weights, gradient, first, second);

    internal override StepReplay Replay(float l2) => new AdamReplay(Constants, l2);

    private AdamConstants Constants(StepInfo step) =>
        AdamConstants.Of(Beta1, Beta2, Epsilon, step.Step, step.LearningRate, step.WeightDecay);
}
