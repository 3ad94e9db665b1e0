using System.Diagnostics.CodeAnalysis;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The usual step: a block of parameters is stepped as soon as its gradient is known, while both are in the core's cache.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Its finalizer gives back what a ThreadLocal holds, and no step is made often.")]
internal class FusedStep : TrainingStep
{
    private readonly ThreadLocal<AlignedFloats> _scratch;
    private readonly Action<int> _gradientAndStep;

    /// <inheritdoc cref="TrainingStep(ThreadTeam, PreparedRows, NetworkParameters, TrainingOptions, int)"/>
    public FusedStep(ThreadTeam team, PreparedRows rows, NetworkParameters parameters, TrainingOptions options, int batchSize)
        : base(team, rows, parameters, options, batchSize)
    {
        _scratch = new(() => new AlignedFloats(Blocks.Max(block => block.Length)));
        _gradientAndStep = GradientAndStep;
    }

    /// <inheritdoc/>
    public override double Run(in Batch batch, StepInfo step)
    {
        Update.Begin(step);
        Rows.Begin(batch);
        double cost = Rows.Run();                                           // x̂ → z, a → C, δ^L → δ
        if (double.IsFinite(cost))
        {
            Team.Run(Blocks.Length, _gradientAndStep);
        }

        return cost;
    }

    // <architecture.md>
    protected void GradientAndStep(int index)
    {
        ParameterBlock block = Blocks[index];
        Span<float> gradient = _scratch.Value!.AsSpan(0, block.Length);     // zeros; nobody needs it once the block is stepped
        Gradient.Add(block, Rows.Count, gradient, isZeros: true);           // ∂C/∂W = aᵀ·δ, ∂C/∂b = Σ δ
        Update.Apply(block, gradient);                                      // + λ₂·W + λ₁·sign(W); W ← W − η·…; gradient ← 0
        Update.Publish(block);                                              // the weights' average, and W as products want it
    }
    // </architecture.md>
}
