using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>W ← optimizer(W, ∂C/∂W), block by block, with the optimizer's state and the moving average of the weights.</summary>
internal sealed class WeightUpdate
{
    private readonly NetworkParameters _parameters;
    private readonly StepRule _rule;
    private readonly AlignedFloats[] _arrays;
    private readonly OptimizerState _state;
    private readonly float? _averaging;

    /// <param name="parameters">The network, changed by every step.</param>
    /// <param name="optimizer">The rule of a step.</param>
    /// <param name="l2">λ of the λ·W that is still to be added to every gradient.</param>
    /// <param name="averaging">d of the moving average, or null.</param>
    public WeightUpdate(NetworkParameters parameters, StepOptimizer optimizer, float l2, float? averaging)
    {
        (_parameters, _averaging) = (parameters, averaging);
        _rule = optimizer.Rule(l2);
        _arrays = [.. Enumerable.Range(0, optimizer.StateCount).Select(_ => new AlignedFloats(parameters.Values.Length))];
        _state = new OptimizerState([.. _arrays.Select(array => array.AsMemory())]);
        Average = averaging is null ? AlignedFloats.Empty : new(parameters.Values.AsSpan());
    }

    /// <summary>The moving average m ← d·m + (1 − d)·W, which begins at the initial weights; empty where there is none.</summary>
    public AlignedFloats Average { get; }

    /// <summary>The parameters that validation and the final network take: the average where there is one.</summary>
    public AlignedFloats Best => Average.Length > 0 ? Average : _parameters.Values;

    /// <summary>All that a roll-back must bring back.</summary>
    public IEnumerable<AlignedFloats> State => [_parameters.Values, .. _arrays, Average];

    /// <summary>How many steps are at hand, the latest one included.</summary>
    public int StepCount => _rule.Count;

    /// <summary>The step that follows, the only one at hand.</summary>
    public void Begin(StepInfo step)
    {
        _rule.Clear();
        _rule.Add(step);
    }

    /// <summary>The step that follows; those before it stay at hand, for blocks that make them later.</summary>
    public void Add(StepInfo step) => _rule.Add(step);

    /// <summary>Forgets the steps at hand.</summary>
    public void Clear() => _rule.Clear();

    /// <summary>Makes the latest step of a block, whose gradient comes back as zeros. Its packed copies are not refreshed.</summary>
    public void Apply(in ParameterBlock block, Span<float> gradient) => Apply(block, _rule.Count - 1, gradient);

    /// <summary>Makes one of the steps at hand of a block.</summary>
    public void Apply(in ParameterBlock block, int step, Span<float> gradient) =>
        _rule.Apply(step, block.IsBias, block.Of(_parameters.Values), gradient, _state.Slice(block.Offset, block.Length));

    /// <summary>Makes all steps at hand from the given one on, of weights whose gradient is λ·W throughout, where there is a faster way than one by one.</summary>
    /// <returns>False where there is none; nothing was changed.</returns>
    public bool TryReplay(in ParameterBlock block, int first) =>
        _averaging is null && _rule.TryReplay(first, block.Of(_parameters.Values), _state.Slice(block.Offset, block.Length));

    /// <summary>Asks for the memory of a short block, for a little later.</summary>
    public void Prefetch(in ParameterBlock block)
    {
        Kernels.Prefetch.Beginning<float>(block.Of(_parameters.Values));
        foreach (AlignedFloats array in _arrays)
        {
            Kernels.Prefetch.Beginning<float>(block.Of(array));
        }
    }

    /// <summary>Moves the average of a block after the latest step, d being at most (1 + t)/(10 + t).</summary>
    public void MoveAverage(in ParameterBlock block) => MoveAverage(block, _rule.Count - 1);

    /// <summary>Moves the average of a block after one of the steps at hand.</summary>
    public void MoveAverage(in ParameterBlock block, int step)
    {
        if (_averaging is not { } decay)
        {
            return;
        }

        long number = _rule.Number(step);
        float share = 1f - (float)Math.Min(decay, (1.0 + number) / (10.0 + number));
        ReadOnlySpan<float> weights = block.Of(_parameters.Values);
        Span<float> average = block.Of(Average);
        for (int i = 0; i < average.Length; i++)
        {
            average[i] += share * (weights[i] - average[i]);
        }
    }
}
