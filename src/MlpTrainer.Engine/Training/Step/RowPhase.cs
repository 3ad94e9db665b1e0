using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The first half of a step, row by row: x̂ → z, a → C, δ^L → δ. Open here to see what happens to a batch.</summary>
/// <remarks>
/// The batch is cut into blocks of rows, by its size only. Rows do not depend on each other, so blocks run on any thread; the blocks' costs are
/// added in their order. Hence the same bits at any number of threads.
/// </remarks>
internal sealed class RowPhase
{
    /// <summary>The most rows held at once; larger batches are worked through in parts.</summary>
    public const int MaximumRows = 2048;

    private readonly ThreadTeam _team;
    private readonly PreparedRows _rows;
    private readonly Cost _cost;
    private readonly LayerBuffers _buffers;
    private readonly ForwardPass _forward;
    private readonly BackwardPass? _backward;
    private readonly int _outputs, _blockRows;
    private readonly float[] _targets, _weights;
    private readonly double[] _costs;
    private readonly Action<int> _runBlock;
    private Batch _batch;
    private int _blocks;

    /// <param name="team">Who does the work.</param>
    /// <param name="rows">The rows that batches are made of.</param>
    /// <param name="parameters">The network.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="buffers">Room for a batch.</param>
    /// <param name="input">The rows as the first layer sees them.</param>
    /// <param name="backward">Whether δ is wanted in all layers, not only at the output.</param>
    public RowPhase(
        ThreadTeam team, PreparedRows rows, NetworkParameters parameters, Cost cost, LayerBuffers buffers, BatchInput input, bool backward)
    {
        (_team, _rows, _cost, _buffers, Input) = (team, rows, cost, buffers, input);
        _outputs = parameters.Shape.Outputs;
        _blockRows = BatchInput.BlockRows(parameters.Shape, rows.IsSparse);
        _forward = new ForwardPass(parameters, buffers);
        _backward = backward ? new BackwardPass(parameters, buffers) : null;
        _targets = new float[buffers.Rows * rows.Set.TargetWidth];
        _weights = new float[buffers.Rows];
        _costs = new double[buffers.Rows];
        _runBlock = RunBlock;
    }

    /// <summary>The rows as the first layer sees them.</summary>
    public BatchInput Input { get; }

    /// <summary>z^L of the batch that was run last, [n×outputs].</summary>
    public ReadOnlySpan<float> Z => _buffers.Z[^1].AsSpan(0, _batch.Count * _outputs);

    /// <summary>How many rows the buffers hold.</summary>
    public int Count => _batch.Count;

    /// <summary>Takes up a batch of at most <see cref="LayerBuffers.Rows"/> rows.</summary>
    public void Begin(in Batch batch)
    {
        _batch = batch;
        _blocks = (batch.Count + _blockRows - 1) / _blockRows;
        Input.Begin(batch);
    }

    /// <summary>Runs it. Afterwards the buffers hold z, a and δ of all its rows.</summary>
    /// <returns>The batch's part of the cost C.</returns>
    public double Run()
    {
        _team.Run(_blocks, _runBlock);
        double cost = 0;
        for (int block = 0; block < _blocks; block++)
        {
            cost += _costs[block];
        }

        return cost;
    }

    // <architecture.md>
    private void RunBlock(int block)
    {
        int first = block * _blockRows, count = Math.Min(_blockRows, _batch.Count - first);

        PrefetchAfter(block);
        LoadTargets(first, count);                                          // y, w
        Input.LoadAndMultiply(first, count);                                // x̂, z¹ = x̂·W¹ + b¹, a¹ = f(z¹)
        _forward.RunAboveFirst(first, count);                               // z = a·W + b, a = f(z), layer by layer
        _costs[block] = _cost.Evaluate(CostRows(first, count), OutputDelta(first, count));  // C, and δ^L = ∂C/∂z^L
        _backward?.Run(first, count, _batch.Count);                         // δ = (δ·Wᵀ) ⊙ f′(z), layer by layer
    }
    // </architecture.md>

    /// <summary>Asks for the rows that this thread takes next: into another core's cache they would come in vain.</summary>
    private void PrefetchAfter(int block)
    {
        int next = _team.NextInShare(block, _blocks), batch = next > block ? 0 : _batch.Count;
        foreach (int row in _batch.Rows(batch + (next * _blockRows), _blockRows))
        {
            _rows.Prefetch(row);
        }
    }

    private void LoadTargets(int first, int count)
    {
        int width = _rows.Set.TargetWidth;
        for (int i = first; i < first + count; i++)
        {
            _rows.CopyTarget(_batch.Row(i), _targets.AsSpan(i * width, width));
            _weights[i] = (float)(_rows.Weight(_batch.Row(i)) * _batch.WeightFactor);
        }
    }

    private CostRows CostRows(int first, int count) => new(
        _buffers.Z[^1].AsSpan(first * _outputs, count * _outputs),
        _targets.AsSpan(first * _rows.Set.TargetWidth, count * _rows.Set.TargetWidth),
        _weights.AsSpan(first, count),
        _outputs);

    private Span<float> OutputDelta(int first, int count) => _buffers.Delta[^1].AsSpan(first * _outputs, count * _outputs);
}
