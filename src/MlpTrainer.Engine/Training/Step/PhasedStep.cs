using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The step where the whole gradient must be known before any weight moves: clipping, max-norm, and batches of more rows than are held at once.</summary>
internal sealed class PhasedStep : TrainingStep
{
    private readonly WholeGradient _gradient;
    private readonly GradientClipping? _clipping;
    private readonly MaxNormConstraint? _maxNorm;
    private readonly Action<int> _regularize, _step, _publish;

    /// <inheritdoc cref="TrainingStep(ThreadTeam, PreparedRows, NetworkParameters, TrainingOptions, int)"/>
    public PhasedStep(ThreadTeam team, PreparedRows rows, NetworkParameters parameters, TrainingOptions options, int batchSize)
        : base(team, rows, parameters, options, batchSize)
    {
        _gradient = new WholeGradient(team, Rows, Gradient, Blocks, parameters.Values.Length);
        _clipping = options.GradientClipNorm is { } norm ? new GradientClipping(norm, Blocks, _gradient.Values) : null;
        _maxNorm = options.MaxNorm is { } limit ? new MaxNormConstraint(limit, parameters) : null;
        _regularize = Regularize;
        _step = index => Update.Apply(Blocks[index], Blocks[index].Of(_gradient.Values));
        _publish = index => Update.Publish(Blocks[index]);
    }

    /// <summary>Whether no other step will do.</summary>
    public static bool IsNeeded(TrainingOptions options, int batchSize) =>
        batchSize > RowPhase.MaximumRows || options.GradientClipNorm is not null || options.MaxNorm is not null;

    /// <inheritdoc/>
    public override double Run(in Batch batch, StepInfo step)
    {
        Update.Begin(step);
        double cost = _gradient.Compute(batch, betweenParts: BetweenParts); // x̂ → z, a → C, δ^L → δ → ∂C/∂W, ∂C/∂b
        if (double.IsFinite(cost))
        {
            if (!Update.AddsPenalty)
            {
                Team.Run(Blocks.Length, _regularize);                       // + λ₂·W + λ₁·sign(W)
                _clipping?.Finish();
            }

            Team.Run(Blocks.Length, _step);                                 // W ← W − η·…
            _maxNorm?.Enforce(Team);
            Team.Run(Blocks.Length, _publish);
        }

        return cost;
    }

    private void Regularize(int index)
    {
        Update.Regularize(Blocks[index], Blocks[index].Of(_gradient.Values));
        _clipping?.Measure(index);
    }
}
