using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Adam: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², W ← W − η·m̂/(√v̂ + ε), m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).</summary>
/// <remarks>
/// Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1: ε stands outside the root of the bias-corrected v̂, as in
/// PyTorch. (The paper's faster form, TensorFlow's and scikit-learn's, puts it beside the uncorrected √v.)
/// </remarks>
public sealed class Adam : Optimizer
{
    /// <summary>Adam with the paper's defaults: η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8.</summary>
    public Adam() => LearningRate = 0.001f;

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
    public override string Name => "adam";

    /// <inheritdoc/>
    public override int StateCount => 2;

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
