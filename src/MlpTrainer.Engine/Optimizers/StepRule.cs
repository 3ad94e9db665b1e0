using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>An optimizer at work on a network, with its state: told of each step once, it makes the step on any slice, by any thread, at once or later.</summary>
/// <remarks>What depends on the step alone is computed as it is added, not slice by slice.</remarks>
internal class StepRule
{
    private readonly StepOptimizer _optimizer;
    private readonly OptimizerState _state;
    private readonly List<StepInfo> _steps = [];

    /// <param name="optimizer">The rule of a single step.</param>
    /// <param name="parameterCount">The number of the network's parameters.</param>
    /// <param name="l2">λ of the λ·W that is to be added to the gradient of weights, never of biases.</param>
    public StepRule(StepOptimizer optimizer, int parameterCount, float l2)
    {
        (_optimizer, L2) = (optimizer, l2);
        State = [.. Enumerable.Range(0, optimizer.StateCount).Select(_ => new AlignedFloats(parameterCount))];
        _state = new OptimizerState([.. State.Select(array => array.AsMemory())]);
    }

    /// <summary>The state's arrays, laid out like the parameters.</summary>
    public AlignedFloats[] State { get; }

    /// <summary>How many steps it was told of.</summary>
    public int Count => _steps.Count;

    protected float L2 { get; }

    /// <summary>The number t of a step.</summary>
    public long Number(int step) => _steps[step].Step;

    /// <summary>Adds a step.</summary>
    public virtual void Add(StepInfo step) => _steps.Add(step);

    /// <summary>Forgets all steps.</summary>
    public virtual void Clear() => _steps.Clear();

    /// <summary>Makes a step on a slice. The gradient is used up and comes back as zeros.</summary>
    /// <param name="step">Which of the steps added.</param>
    /// <param name="isBias">Whether the slice is one of biases.</param>
    /// <param name="offset">Where the slice begins in the flat parameters.</param>
    /// <param name="weights">The slice.</param>
    /// <param name="gradient">Its gradient.</param>
    public void Apply(int step, bool isBias, int offset, Span<float> weights, Span<float> gradient) =>
        Apply(step, isBias, weights, gradient, _state.Slice(offset, weights.Length));

    /// <summary>Makes all steps from the given one on, on weights whose gradient is λ·W throughout, where there is a faster way than one by one.</summary>
    /// <returns>False where there is none; nothing was changed.</returns>
    public bool TryReplay(int first, int offset, Span<float> weights) => TryReplay(first, weights, _state.Slice(offset, weights.Length));

    protected virtual void Apply(int step, bool isBias, Span<float> weights, Span<float> gradient, OptimizerState state)
    {
        StepInfo info = _steps[step];
        if (!isBias)
        {
            info = info with { WeightDecay = _optimizer.DecoupledWeightDecay };
            if (L2 != 0f)
            {
                TensorPrimitives.MultiplyAddEstimate(weights, L2, gradient, gradient);
            }
        }

        _optimizer.Apply(info, weights, gradient, state);
        gradient.Clear();
    }

    protected virtual bool TryReplay(int first, Span<float> weights, OptimizerState state) => false;
}
