using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>C and ∂C/∂parameters over all rows of a set, at any parameters: for full-batch optimizers and for checks of the gradient.</summary>
internal sealed class Objective : IObjective
{
    private readonly ThreadTeam _team;
    private readonly NetworkParameters _parameters;
    private readonly WholeGradient _gradient;
    private readonly Regularization _penalty;
    private readonly ParameterBlock[] _blocks;
    private readonly Action<int> _regularizeBlock;
    private readonly ThreadChoice _threads;
    private readonly Batch _all;

    /// <param name="team">Who does the work.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="shape">The network.</param>
    /// <param name="options">Cost and regularization.</param>
    public Objective(ThreadTeam team, PreparedRows rows, NetworkShape shape, TrainingOptions options)
    {
        (_team, _threads) = (team, new ThreadChoice(team, TimeProvider.System, options.HasFixedThreads));
        int n = rows.Set.RowCount;
        _parameters = new NetworkParameters(shape, new AlignedFloats(shape.ParameterCount), backward: true, packFirst: !rows.IsSparse);
        var buffers = new LayerBuffers(shape, Math.Min(n, RowPhase.MaximumRows), !rows.IsSparse, backward: true);
        var input = BatchInput.For(rows, _parameters, buffers, backward: true);
        var phase = new RowPhase(team, rows, _parameters, options.Cost, buffers, input, backward: true);
        _blocks = ParameterBlock.Of(shape, rows.IsSparse);
        _gradient = new WholeGradient(team, phase, new WeightGradient(_parameters, buffers, input), _blocks, shape.ParameterCount);
        _penalty = new Regularization(options.L2Regularization, options.L1Regularization);
        _all = new Batch([.. Enumerable.Range(0, n)], 0, n, Epoch: 0, rows.WeightFactor(options.Cost.Reduction, n));
        _regularizeBlock = Regularize;
    }

    /// <summary>Called before each part of at most <see cref="RowPhase.MaximumRows"/> rows of an evaluation; may throw to leave it.</summary>
    public Action? BeforePart { private get; init; }

    /// <inheritdoc/>
    public int ParameterCount => _parameters.Values.Length;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        BeforePart?.Invoke();
        _threads.Begin();
        parameters.CopyTo(_parameters.Values);
        _parameters.RefreshAll();
        double cost = _gradient.Compute(_all, _penalty.Cost(_parameters), BeforePart);
        _team.Run(_blocks.Length, _regularizeBlock);
        _gradient.Values.AsSpan().CopyTo(gradient);
        _threads.End(_all.Count);
        return cost;
    }

    private void Regularize(int index)
    {
        ParameterBlock block = _blocks[index];
        if (!block.IsBias)
        {
            _penalty.AddGradient(block.Of(_parameters.Values), block.Of(_gradient.Values));
        }
    }
}
