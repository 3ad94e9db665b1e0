using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>A step on few of many sparse features: their rows of W¹ are brought up to date before the batch is run; those of other features wait.</summary>
internal sealed class DeferredStep : FusedStep
{
    private readonly DeferredRows _rows;
    private readonly Action<int> _gradientAndStep;

    /// <inheritdoc cref="TrainingStep(ThreadTeam, PreparedRows, NetworkParameters, TrainingOptions, int)"/>
    public DeferredStep(ThreadTeam team, PreparedRows rows, NetworkParameters parameters, TrainingOptions options, int batchSize)
        : base(team, rows, parameters, options, batchSize)
    {
        _rows = new DeferredRows(team, (SparseInput)Rows.Input, Update, parameters.Shape.Layers[0]);
        Blocks = [.. Blocks.Where(block => block.Layer > 0 || block.IsBias)];
        _gradientAndStep = RowsThenBlocks;
    }

    /// <inheritdoc/>
    public override double Run(in Batch batch, StepInfo step)
    {
        Rows.Begin(batch);
        _rows.BringUpBatch();
        Update.Add(step);
        double cost = Rows.Run();                                           // x̂ → z, a → C, δ^L → δ
        if (double.IsFinite(cost))
        {
            Team.Run(_rows.BlockCount + Blocks.Length, _gradientAndStep);
        }

        return cost;
    }

    /// <inheritdoc/>
    public override void Flush() => _rows.BringUpAll();

    /// <inheritdoc/>
    public override void Restart() => _rows.Restart();

    private void RowsThenBlocks(int index)
    {
        if (index < _rows.BlockCount)
        {
            _rows.StepBlock(index);
        }
        else
        {
            GradientAndStep(index - _rows.BlockCount);
        }
    }
}
