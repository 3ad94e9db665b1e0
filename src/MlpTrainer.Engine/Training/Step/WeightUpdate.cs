using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>W ← optimizer(W, ∂C/∂W), block by block, with the optimizer's state and the moving average of the weights.</summary>
internal sealed class WeightUpdate(NetworkParameters parameters, AlignedFloats gradient, Optimizer optimizer, float? averaging)
{
    private readonly AlignedFloats _first = new(optimizer.StateCount > 0 ? parameters.Values.Length : 0);
    private readonly AlignedFloats _second = new(optimizer.StateCount > 1 ? parameters.Values.Length : 0);

    /// <summary>The moving average m ← d·m + (1 − d)·W, which begins at the initial weights; empty where there is none.</summary>
    public AlignedFloats Average { get; } = averaging is null ? AlignedFloats.Empty : new(parameters.Values.AsSpan());

    /// <summary>The parameters that validation and the final network take: the average where there is one.</summary>
    public AlignedFloats Best => Average.Length > 0 ? Average : parameters.Values;

    /// <summary>All that a roll-back must bring back.</summary>
    public IEnumerable<AlignedFloats> State => [parameters.Values, _first, _second, Average];

    /// <summary>A faster way to make several steps of weights whose gradient is λ·W, or null where there is none.</summary>
    public StepReplay? Replay(float l2) => averaging is null ? optimizer.Replay(l2) : null;

    /// <summary>A step as the optimizer is told of it for weights, not for biases.</summary>
    public StepInfo ForWeights(StepInfo step) => step with { WeightDecay = optimizer.DecoupledWeightDecay };

    /// <summary>One step of a block. Its packed copies are not refreshed.</summary>
    public void Apply(in ParameterBlock block, StepInfo step) => Apply(block, step, l2: 0f, block.Of(gradient));

    /// <summary>One step of a block with its gradient given, to which λ·W is still to be added where the block is not a bias; it comes back as zeros.</summary>
    public void Apply(in ParameterBlock block, StepInfo step, float l2, Span<float> blockGradient) => optimizer.ApplyWithL2(
        block.IsBias ? step : ForWeights(step), block.IsBias ? 0f : l2, block.Of(parameters.Values), blockGradient,
        block.Of(_first), block.Of(_second));

    /// <summary>Makes several steps of a block whose gradient is λ·W.</summary>
    public void Apply(in ParameterBlock block, StepReplay replay, int first, int last) =>
        replay.Run(first, last, block.Of(parameters.Values), block.Of(_first), block.Of(_second));

    /// <summary>Asks for the memory of a short block, for a little later.</summary>
    public void Prefetch(in ParameterBlock block)
    {
        Kernels.Prefetch.Beginning<float>(block.Of(parameters.Values));
        Kernels.Prefetch.Beginning<float>(block.Of(_first));
        Kernels.Prefetch.Beginning<float>(block.Of(_second));
    }

    /// <summary>Moves the average of a block, d being at most (1 + t)/(10 + t).</summary>
    public void MoveAverage(in ParameterBlock block, long step)
    {
        if (averaging is not { } decay)
        {
            return;
        }

        float share = 1f - (float)Math.Min(decay, (1.0 + step) / (10.0 + step));
        ReadOnlySpan<float> weights = block.Of(parameters.Values);
        Span<float> average = block.Of(Average);
        for (int i = 0; i < average.Length; i++)
        {
            average[i] += share * (weights[i] - average[i]);
        }
    }
}
