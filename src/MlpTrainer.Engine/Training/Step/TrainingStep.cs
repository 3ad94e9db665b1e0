using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>One step on one batch: forward → cost → backward (<see cref="RowPhase"/>), then gradient → weights, in one of three ways, which <see cref="StepChoice"/> chooses once.</summary>
/// <remarks>The usual one is <see cref="FusedStep"/>. All give the same bits at any number of threads.</remarks>
internal abstract class TrainingStep
{
    /// <param name="team">Who does the work.</param>
    /// <param name="rows">The rows to train on.</param>
    /// <param name="parameters">The network, changed by every step.</param>
    /// <param name="options">Cost, optimizer, regularization.</param>
    /// <param name="batchSize">The most rows of a batch.</param>
    protected TrainingStep(ThreadTeam team, PreparedRows rows, NetworkParameters parameters, TrainingOptions options, int batchSize)
    {
        Team = team;
        var buffers = new LayerBuffers(
            parameters.Shape, Math.Min(batchSize, RowPhase.MaximumRows), !rows.IsSparse, backward: true, options.Dropout > 0f);
        var input = BatchInput.For(rows, parameters, buffers, backward: true, options);
        Rows = new RowPhase(team, rows, parameters, options.Cost, buffers, input, backward: true);
        Gradient = new WeightGradient(parameters, buffers, input);
        Update = new WeightUpdate(parameters, options);
        Blocks = ParameterBlock.Of(parameters.Shape, rows.IsSparse);
    }

    /// <summary>The optimizer's state and the average of the weights.</summary>
    public WeightUpdate Update { get; }

    /// <summary>Called between the parts of a batch of more than <see cref="RowPhase.MaximumRows"/> rows; may throw to leave the step, which is not made then.</summary>
    public Action? BetweenParts { protected get; set; }

    protected ThreadTeam Team { get; }

    protected RowPhase Rows { get; }

    protected WeightGradient Gradient { get; }

    /// <summary>The parameters, in slices that any thread may step.</summary>
    protected ParameterBlock[] Blocks { get; set; }

    /// <summary>Makes one step.</summary>
    /// <returns>The batch's cost before the step, without L2 and L1. Where it is not finite, the step was not made.</returns>
    public abstract double Run(in Batch batch, StepInfo step);

    /// <summary>Brings every weight up to the last step; due before anyone looks at them.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>Forgets what is still to be done: weights and state were set anew.</summary>
    public virtual void Restart()
    {
    }
}
