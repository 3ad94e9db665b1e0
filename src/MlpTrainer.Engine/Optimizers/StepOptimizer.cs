namespace MlpTrainer.Engine;

/// <summary>A rule that moves the weights against the gradient, step by step: W ← W − η·(something made of ∂C/∂W and its past).</summary>
/// <remarks>
/// A rule is its state, any number of arrays laid out like the parameters, and one <see cref="Step"/>. It is purely elementwise: what becomes of
/// a weight depends on that weight's own gradient and state only, so any slice may be stepped on its own, by any thread, with the same bits.
/// L2 and L1 are already inside the gradient. One object may serve several trainings at once, so a rule keeps nothing beside its state.
/// </remarks>
public abstract class StepOptimizer : Optimizer
{
    /// <summary>How many state arrays of one float per parameter it keeps, at least 0. They are zero before the first step.</summary>
    public abstract int StateCount { get; }

    /// <summary>The decay handed to <see cref="Step"/> through <see cref="StepInfo.WeightDecay"/> for weights, never for biases; 0 unless overridden.</summary>
    public virtual float DecoupledWeightDecay => 0f;

    /// <summary>Whether a weight's step is about η, whatever the size of its gradient, and remains so.</summary>
    internal virtual bool StepsAreOfTheRatesSize => false;

    /// <summary>The decay that its maker chose; null where it has none, or its usual one.</summary>
    internal virtual float? GivenWeightDecay => DecoupledWeightDecay == 0f ? null : DecoupledWeightDecay;

    /// <summary>The same rule with another decay; null where its decay is not to be chosen from outside.</summary>
    internal virtual StepOptimizer? WithWeightDecay(float decay) => null;

    /// <summary>One step on one slice of the parameters.</summary>
    /// <param name="step">The step's number, learning rate and decay.</param>
    /// <param name="weights">The slice of the parameters, changed in place.</param>
    /// <param name="gradient">∂C/∂W of the slice, L2 and L1 included.</param>
    /// <param name="state">The slice of the state, changed in place: <see cref="StateCount"/> arrays.</param>
    /// <exception cref="ArgumentException">Gradient or state are not as long as the weights, or the number of state arrays is not <see cref="StateCount"/>.</exception>
    public void Apply(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        if (gradient.Length != weights.Length)
        {
            throw new ArgumentException(Invariant($"The length of gradient must be that of weights, {weights.Length}, but was {gradient.Length}."), nameof(gradient));
        }

        if (state.Count != StateCount)
        {
            throw new ArgumentException(Invariant($"The number of state arrays must be {StateCount} for {Name}, but was {state.Count}."), nameof(state));
        }

        if (state.Count > 0 && state.Length != weights.Length)
        {
            throw new ArgumentException(Invariant($"The length of state must be that of weights, {weights.Length}, but was {state.Length}."), nameof(state));
        }

        Step(step, weights, gradient, state);
    }

    /// <summary>The rule: one step on one slice, all lengths being checked.</summary>
    /// <param name="step">The step's number, learning rate and decay.</param>
    /// <param name="weights">The slice of the parameters, changed in place.</param>
    /// <param name="gradient">∂C/∂W of the slice, as long as the weights.</param>
    /// <param name="state">The slice of the state, changed in place: <see cref="StateCount"/> arrays as long as the weights.</param>
    protected abstract void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state);

    /// <summary>The rule at work on a network of so many parameters, with λ·W added to the gradient of weights.</summary>
    internal virtual StepRule Rule(int parameterCount, float l2) => new(this, parameterCount, l2);
}
