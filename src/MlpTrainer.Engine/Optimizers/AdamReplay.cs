using System.Runtime.InteropServices;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Missed steps of Adam and AdamW, made with weight, m and v in registers.</summary>
internal sealed class AdamReplay(Func<StepInfo, AdamConstants> constants, float l2) : StepReplay
{
    private readonly List<AdamConstants> _steps = [];

    public override void Add(in StepInfo step) => _steps.Add(constants(step));

    public override void Clear() => _steps.Clear();

    public override void Run(int first, int last, Span<float> weights, Span<float> state1, Span<float> state2) =>
        AdamStep.Replay(CollectionsMarshal.AsSpan(_steps)[first..last], l2, weights, state1, state2);
}
