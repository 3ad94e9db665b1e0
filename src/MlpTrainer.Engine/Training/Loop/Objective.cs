using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>C and ∂C/∂parameters over all rows of a set, at any parameters: for full-batch optimizers and for checks of the gradient.</summary>
internal sealed class Objective : IObjective
{
    private readonly ThreadTeam _team;
    private readonly NetworkParameters _parameters;
    private readonly RowPhase _rows;
    private readonly WeightGradient _gradient;
    private readonly Regularization _regularization;
    private readonly ParameterBlock[] _blocks;
    private readonly Action<int> _gradientBlock, _regularizeBlock;
    private readonly Batch _all;
    private int _rowCount;
    private bool _accumulate;

    /// <param name="team">Who does the work.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="shape">The network.</param>
    /// <param name="options">Cost and regularization.</param>
    public Objective(ThreadTeam team, PreparedRows rows, NetworkShape shape, TrainingOptions options)
    {
        _team = team;
        int n = rows.Set.RowCount;
        _parameters = new NetworkParameters(shape, new AlignedFloats(shape.ParameterCount), backward: true, packFirst: !rows.IsSparse);
        var buffers = new LayerBuffers(shape, Math.Min(n, RowPhase.MaximumRows), !rows.IsSparse, backward: true);
        _rows = new RowPhase(team, rows, _parameters, options.Cost, buffers, backward: true);
        _regularization = new Regularization(options.L2Regularization, options.L1Regularization);
        _gradient = new WeightGradient(_parameters, buffers, _rows.Input, _regularization, isKept: true);
        _blocks = ParameterBlock.Of(shape, rows.IsSparse);
        _all = new Batch([.. Enumerable.Range(0, n)], 0, n, Epoch: 0, rows.WeightFactor(options.Cost.Reduction, n));
        _gradientBlock = block => _gradient.Compute(_blocks[block], _rowCount, _accumulate);
        _regularizeBlock = block => _gradient.Regularize(_blocks[block]);
    }

    /// <inheritdoc/>
    public int ParameterCount => _parameters.Values.Length;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        parameters.CopyTo(_parameters.Values);
        _parameters.RefreshAll();
        double cost = _regularization.Cost(_parameters);
        for (int first = 0; first < _all.Count; first += RowPhase.MaximumRows)
        {
            Batch part = _all.Part(first, RowPhase.MaximumRows);
            (_rowCount, _accumulate) = (part.Count, first > 0);
            _rows.Begin(part);
            cost += _rows.Run();
            _team.Run(_blocks.Length, _gradientBlock);
        }

        _team.Run(_blocks.Length, _regularizeBlock);
        _gradient.Values.AsSpan().CopyTo(gradient);
        return cost;
    }
}
