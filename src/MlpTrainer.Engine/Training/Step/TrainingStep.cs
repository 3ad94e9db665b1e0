using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>One step on one batch: forward → cost → backward (<see cref="RowPhase"/>), gradient → weights (here).</summary>
/// <remarks>
/// Usually a block of parameters is stepped as soon as its gradient is known, while both are in the core's cache. Where the whole gradient must be
/// known first (clipping), or whole columns of W (max-norm), the same work is done in separate phases.
/// </remarks>
internal sealed class TrainingStep
{
    [ThreadStatic]
    private static AlignedFloats? s_scratch;

    private readonly ThreadTeam _team;
    private readonly NetworkParameters _parameters;
    private readonly RowPhase _rows;
    private readonly WeightGradient _gradient;
    private readonly GradientClipping? _clipping;
    private readonly MaxNormConstraint? _maxNorm;
    private readonly DeferredRows? _deferred;
    private readonly ParameterBlock[] _blocks;
    private readonly bool _isSparse;
    private readonly Action<int> _gradientBlock, _gradientAndStepBlock, _regularizeBlock, _stepBlock, _publishBlock;
    private int _rowCount;
    private bool _accumulate;

    /// <param name="team">Who does the work.</param>
    /// <param name="rows">The rows to train on.</param>
    /// <param name="parameters">The network, changed by every step.</param>
    /// <param name="options">Cost, optimizer, regularization.</param>
    /// <param name="batchSize">The most rows of a batch.</param>
    /// <param name="mayDefer">Whether sparse input's weights may be stepped late, which changes no bit, only the time.</param>
    public TrainingStep(
        ThreadTeam team, PreparedRows rows, NetworkParameters parameters, TrainingOptions options, int batchSize, bool mayDefer = true)
    {
        (_team, _parameters, _isSparse) = (team, parameters, rows.IsSparse);
        var buffers = new LayerBuffers(
            parameters.Shape, Math.Min(batchSize, RowPhase.MaximumRows), !rows.IsSparse, backward: true, options.Dropout > 0f);
        _rows = new RowPhase(
            team, rows, parameters, options.Cost, buffers, backward: true, DropoutMasks.For(parameters.Shape, buffers, options));
        _gradient = new WeightGradient(
            parameters, buffers, _rows.Input, new Regularization(options.L2Regularization, options.L1Regularization),
            isKept: batchSize > RowPhase.MaximumRows || options.GradientClipNorm is not null || options.MaxNorm is not null);
        _blocks = ParameterBlock.Of(parameters.Shape, rows.IsSparse);
        _clipping = options.GradientClipNorm is { } norm ? new GradientClipping(norm, _blocks, _gradient.Values) : null;
        _maxNorm = options.MaxNorm is { } limit ? new MaxNormConstraint(limit, parameters) : null;
        Update = new WeightUpdate(parameters, (StepOptimizer)options.Optimizer, IsOnePhase ? _gradient.L2 : 0f, options.WeightAveraging);
        if (mayDefer && _rows.Input is SparseInput sparse && _clipping is null && _maxNorm is null && batchSize <= RowPhase.MaximumRows)
        {
            _deferred = new DeferredRows(team, sparse, _gradient, Update, parameters.Shape.Layers[0]);
            _blocks = [.. _blocks.Where(block => block.Layer > 0 || block.IsBias)];
        }

        _gradientBlock = block => _gradient.Compute(_blocks[block], _rowCount, _accumulate);
        _gradientAndStepBlock = GradientAndStep;
        _regularizeBlock = Regularize;
        _stepBlock = block => Update.Apply(_blocks[block], _blocks[block].Of(_gradient.Values));
        _publishBlock = Publish;
    }

    /// <summary>The optimizer's state and the average of the weights.</summary>
    public WeightUpdate Update { get; }

    /// <summary>Makes one step.</summary>
    /// <returns>The batch's cost before the step, without L2 and L1. Where it is not finite, no weight was changed.</returns>
    public double Run(in Batch batch, StepInfo step)
    {
        double cost = 0;
        if (_deferred is null)
        {
            Update.Begin(step);
        }

        for (int first = 0; first < batch.Count; first += RowPhase.MaximumRows)
        {
            Batch part = batch.Part(first, RowPhase.MaximumRows);
            bool last = first + part.Count == batch.Count;
            (_rowCount, _accumulate) = (part.Count, first > 0);
            _rows.Begin(part);
            _deferred?.BringUpBatch(step);
            cost += _rows.Run();                                            // x̂ → z, a → C, δ^L → δ
            if (!double.IsFinite(cost))
            {
                return cost;
            }

            _team.Run((_deferred?.BlockCount ?? 0) + _blocks.Length, last && IsOnePhase ? _gradientAndStepBlock : _gradientBlock);
        }

        if (!IsOnePhase)
        {
            StepInPhases();
        }

        return cost;
    }

    /// <summary>Brings every weight up to the last step; due before anyone looks at them.</summary>
    public void Flush() => _deferred?.BringUpAll();

    /// <summary>Forgets what was deferred and takes all weights to be up to date.</summary>
    public void Restart() => _deferred?.Restart();

    private bool IsOnePhase => _clipping is null && _maxNorm is null;

    private void GradientAndStep(int index)
    {
        int deferredBlocks = _deferred?.BlockCount ?? 0;
        if (index < deferredBlocks)
        {
            _deferred!.StepBlock(index);
            return;
        }

        ParameterBlock block = _blocks[index - deferredBlocks];
        AlignedFloats scratch = TakeScratch(block.Length);
        Span<float> gradient = _accumulate ? block.Of(_gradient.Values) : scratch.AsSpan(0, block.Length);
        bool addToZeros = _isSparse && block.Layer == 0;                    // most of it stays zero
        _gradient.Compute(block, _rowCount, _accumulate || addToZeros, gradient);           // ∂C/∂W = aᵀ·δ, ∂C/∂b = Σ δ
        _gradient.RegularizeL1(block, gradient);                            // + λ₁·sign(W)
        Update.Apply(block, gradient);               // + λ·W; W ← W − η·…
        s_scratch = scratch;
        Publish(index - deferredBlocks);
    }

    /// <summary>Room for a block's gradient that stays in this core's cache, since nobody needs the gradient once the block is stepped; zeros.</summary>
    /// <remarks>It is put back when it is zero again, so that a step that throws leaves no numbers to the next one.</remarks>
    private static AlignedFloats TakeScratch(int length)
    {
        AlignedFloats scratch = s_scratch is { } kept && kept.Length >= length ? kept : new AlignedFloats(length);
        s_scratch = null;
        return scratch;
    }

    private void StepInPhases()
    {
        _team.Run(_blocks.Length, _regularizeBlock);
        _clipping?.Finish();
        _team.Run(_blocks.Length, _stepBlock);
        _maxNorm?.Enforce(_team);
        _team.Run(_blocks.Length, _publishBlock);
    }

    private void Regularize(int index)
    {
        _gradient.Regularize(_blocks[index]);
        _clipping?.Measure(index);
    }

    private void Publish(int index)
    {
        ParameterBlock block = _blocks[index];
        Update.MoveAverage(block);
        if (!block.IsBias)
        {
            _parameters.Refresh(block.Layer, block.FirstRow, block.Rows);
        }
    }
}
