using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>An optimizer at work on a network: told of each step once, it makes the step on any slice, by any thread, at once or later.</summary>
/// <remarks>What depends on the step alone is computed as it is added, not slice by slice.</remarks>
/// <param name="optimizer">The rule of a single step.</param>
/// <param name="l2">λ of λ·W, which is added to the gradient of weights, not of biases.</param>
internal class StepRule(StepOptimizer optimizer, float l2)
{
    private readonly List<StepInfo> _steps = [];

    /// <summary>How many steps it was told of.</summary>
    public int Count => _steps.Count;

    protected float L2 { get; } = l2;

    /// <summary>The number t of a step.</summary>
    public long Number(int step) => _steps[step].Step;

    /// <summary>Adds a step.</summary>
    public virtual void Add(StepInfo step) => _steps.Add(step);

    /// <summary>Forgets all steps.</summary>
    public virtual void Clear() => _steps.Clear();

    /// <summary>Makes a step on a slice. The gradient is used up and comes back as zeros.</summary>
    public virtual void Apply(int step, bool isBias, Span<float> weights, Span<float> gradient, OptimizerState state)
    {
        StepInfo info = _steps[step];
        if (!isBias)
        {
            info = info with { WeightDecay = optimizer.DecoupledWeightDecay };
            if (L2 != 0f)
            {
                TensorPrimitives.MultiplyAddEstimate(weights, L2, gradient, gradient);
            }
        }

        optimizer.Apply(info, weights, gradient, state);
        gradient.Clear();
    }

    /// <summary>Makes all steps from the given one on, on weights whose gradient is λ·W throughout, where there is a faster way than one by one.</summary>
    /// <returns>False where there is none; nothing was changed.</returns>
    public virtual bool TryReplay(int first, Span<float> weights, OptimizerState state) => false;
}
