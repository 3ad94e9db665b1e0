using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Adam: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², W ← W − η·m̂/(√v̂ + ε), m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).</summary>
/// <remarks>
/// Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1, with its defaults (η = 0.001): ε stands outside the root of the
/// bias-corrected v̂, as in PyTorch. (The paper's faster form, TensorFlow's and scikit-learn's, puts it beside the uncorrected √v.)
/// </remarks>
public sealed class Adam : AdamFamily
{
    /// <inheritdoc/>
    public override string Name => "adam";

    /// <inheritdoc/>
    protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state) =>
        AdamStep.Apply(Constants(step), weights, gradient, state[0], state[1]);

    internal override StepRule Rule(int parameterCount, float l2) => new AdamRule(this, parameterCount, l2);
}
