using System.Runtime.InteropServices;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Adam and AdamW at work: powers of β once a step, λ·W and the gradient's zeros on the way, missed steps with weight, m and v in registers.</summary>
internal sealed class AdamRule(AdamFamily optimizer, int parameterCount, float l2) : StepRule(optimizer, parameterCount, l2)
{
    private readonly List<AdamConstants> _constants = [];

    public override void Add(StepInfo step)
    {
        base.Add(step);
        _constants.Add(optimizer.Constants(step with { WeightDecay = optimizer.DecoupledWeightDecay }));
    }

    public override void Clear()
    {
        base.Clear();
        _constants.Clear();
    }

    protected override void Apply(int step, bool isBias, Span<float> weights, Span<float> gradient, OptimizerState state)
    {
        AdamConstants constants = _constants[step];
        AdamStep.ApplyAndClear(isBias ? constants with { Kept = 1f } : constants, isBias ? 0f : L2, weights, gradient, state[0], state[1]);
    }

    protected override bool TryReplay(int first, Span<float> weights, OptimizerState state)
    {
        AdamStep.Replay(CollectionsMarshal.AsSpan(_constants)[first..], L2, weights, state[0], state[1]);
        return true;
    }
}
