using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>A rule that moves the weights against the gradient: W ← W − η·(something made of ∂C/∂W and its past).</summary>
/// <remarks>
/// A rule is its state, up to two arrays laid out like the parameters, and one <see cref="Apply"/>. It is purely elementwise: what becomes of
/// a weight depends on that weight's own gradient and state only, so any slice may be stepped on its own, by any thread, with the same bits.
/// L2 and L1 are already inside the gradient. A new member is one file and one line in <see cref="All"/>.
/// </remarks>
public abstract class Optimizer
{
    /// <summary>The name shown in logs, such as "adam".</summary>
    public abstract string Name { get; }

    /// <summary>The learning rate η before the schedule, greater than 0; each optimizer has its own default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number greater than 0.</exception>
    public float LearningRate { get; init => field = Require.Positive(value); }

    /// <summary>How many state arrays of one float per parameter it keeps: 0, 1 or 2. They are zero before the first step.</summary>
    public abstract int StateCount { get; }

    /// <summary>Whether it needs the cost and gradient of all rows at once and steers itself (L-BFGS); see <see cref="FullBatchOptimizer"/>.</summary>
    public virtual bool IsFullBatch => false;

    /// <summary>The decay handed to <see cref="Apply"/> through <see cref="StepInfo.WeightDecay"/> for weights, never for biases; 0 unless overridden.</summary>
    public virtual float DecoupledWeightDecay => 0f;

    /// <summary>One step on one slice of the parameters.</summary>
    /// <param name="step">The step's number, learning rate and decay.</param>
    /// <param name="weights">The slice of the parameters, changed in place.</param>
    /// <param name="gradient">∂C/∂W of the slice, L2 and L1 included.</param>
    /// <param name="first">The slice of the first state array; empty when <see cref="StateCount"/> is 0.</param>
    /// <param name="second">The slice of the second state array; empty when <see cref="StateCount"/> is below 2.</param>
    public abstract void Apply(
        StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second);

    /// <summary>One step with the gradient gradient + λ·W, which an optimizer may form on the way; the given gradient is used up and comes back as zeros.</summary>
    internal virtual void ApplyWithL2(
        StepInfo step, float l2, Span<float> weights, Span<float> gradient, Span<float> first, Span<float> second)
    {
        if (l2 != 0f)
        {
            TensorPrimitives.MultiplyAddEstimate(weights, l2, gradient, gradient);
        }

        Apply(step, weights, gradient, first, second);
        gradient.Clear();
    }

    /// <summary>A faster way to make several steps with the gradient λ·W, or null where there is none.</summary>
    internal virtual StepReplay? Replay(float l2) => null;

    /// <summary>Every optimizer, with default parameters. Tests run over it.</summary>
    public static IReadOnlyList<Optimizer> All { get; } =
    [
        new Sgd(),
        new AdaGrad(),
        new RmsProp(),
        new Adam(),
        new AdamW(),
        new Nadam(),
        new Lbfgs(),
    ];

    /// <summary>The optimizer's name.</summary>
    public sealed override string ToString() => Name;
}
