using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Adam with decoupled weight decay: W ← W − η·λ·W, then W ← W − η·m̂/(√v̂ + ε), m̂ and v̂ as in <see cref="Adam"/>.</summary>
/// <remarks>
/// The decay is multiplied by the scheduled learning rate η, as in PyTorch (the paper multiplies by the schedule's factor alone), and touches weights,
/// never biases. Unlike L2, which goes through m and v, it shrinks every weight by the same share. Defaults: η = 0.001 and λ = 0.1; PyTorch's λ is 0.01.
/// Source: Loshchilov, Hutter, "Decoupled weight decay regularization" (2019), algorithm 2.
/// </remarks>
public sealed class AdamW : AdamFamily
{
    private const float UsualDecay = 0.1f;

    private readonly float? _decay;

    /// <summary>λ, the share of a weight, times η, that each step takes away, at least 0; 0.1 by default. <see cref="TrainingOptions.WeightDecay"/> gives it from outside.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number of at least 0.</exception>
    public float WeightDecay { get => _decay ?? UsualDecay; init => _decay = Require.NotNegative(value); }

    /// <inheritdoc/>
    public override string Name => "adamw";

    /// <inheritdoc/>
    public override float DecoupledWeightDecay => WeightDecay;

    internal override float? GivenWeightDecay => _decay;

    internal override StepOptimizer WithWeightDecay(float decay) =>
        new AdamW { LearningRate = LearningRate, Beta1 = Beta1, Beta2 = Beta2, Epsilon = Epsilon, WeightDecay = decay };

    /// <inheritdoc/>
    protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state) =>
        AdamStep.Apply(Constants(step), weights, gradient, state[0], state[1]);

    internal override StepRule Rule(int parameterCount, float l2) => new AdamRule(this, parameterCount, l2);
}
