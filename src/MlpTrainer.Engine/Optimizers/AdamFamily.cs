using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Adam and its relatives: m, the running mean of gradients, over the root of v, the running mean of their squares.</summary>
/// <remarks>m and v start at 0, which dividing by 1 − βᵗ makes up for.</remarks>
public abstract class AdamFamily : StepOptimizer
{
    /// <summary>The family's defaults: η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8.</summary>
    protected AdamFamily() => LearningRate = 0.001f;

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
    /// <remarks>m is the first, v the second.</remarks>
    public override int StateCount => 2;

    internal override bool StepsAreOfTheRatesSize => true;

    /// <summary>What Adam's step needs of β₁, β₂, ε and the step.</summary>
    internal AdamConstants Constants(StepInfo step) =>
        AdamConstants.Of(Beta1, Beta2, Epsilon, step.Step, step.LearningRate, step.WeightDecay);
}
