namespace MlpTrainer.Engine;

/// <summary>Scores rows that come one by one, a block of them at a time and without allocating, with the bits of a <see cref="Scorer"/>: the memory of one thread.</summary>
/// <remarks>Dense rows are collected and scored together; sparse ones alone, as they come.</remarks>
/// <param name="network">The network.</param>
/// <param name="preActivation">Whether scores are z^L, before link and output scaling, as a binary classifier's are.</param>
internal sealed class BlockScorer(TrainedNetwork network, bool preActivation)
{
    /// <summary>Rows of a block, at most: half of what ML.NET hands to a thread at a time.</summary>
    public const int MostRows = 64;

    private const int Sparse = -1;

    private readonly int _outputs = network.Shape.Outputs;
    private readonly int[] _places = new int[Rows(network.Shape)];
    private readonly float[] _scores = new float[Rows(network.Shape) * network.Shape.Outputs];
    private LayerBuffers? _buffers;
    private ForwardPass? _forward;
    private Scorer? _alone;
    private int _dense;

    /// <summary>Rows that a block has room for: fewer where layers are very wide.</summary>
    public int Room => _places.Length;

    /// <summary>Rows in the block.</summary>
    public int Count { get; private set; }

    /// <summary>Starts a new block.</summary>
    public void Clear() => (Count, _dense) = (0, 0);

    /// <summary>Takes a dense row into the block, which must have room.</summary>
    /// <param name="features">Raw features, [p].</param>
    public void Add(ReadOnlySpan<float> features)
    {
        _buffers ??= new LayerBuffers(network.Shape, Room, rowByRow: true);
        Span<float> inputs = _buffers.Inputs.AsSpan(_dense * network.Shape.Layers[0].Inputs, features.Length);
        if (network.Inputs is { } scaling)
        {
            scaling.Apply(features, inputs);
        }
        else
        {
            features.CopyTo(inputs);
        }

        _places[Count++] = _dense++;
    }

    /// <summary>Takes a sparse row into the block, which must have room, and scores it.</summary>
    /// <param name="indices">Where the row is not zero, ascending.</param>
    /// <param name="values">The values there.</param>
    public void Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        _alone ??= network.CreateScorer();
        if (preActivation)
        {
            _alone.PreActivation(indices, values, At(Count));
        }
        else
        {
            _alone.Score(indices, values, At(Count));
        }

        _places[Count++] = Sparse;
    }

    /// <summary>Scores all rows of the block.</summary>
    public void Run()
    {
        Forward(0, _dense);
        for (int row = 0; row < Count; row++)
        {
            Finish(row);
        }
    }

    /// <summary>Scores one row of the block, where all at once had no success.</summary>
    public void Run(int row)
    {
        Forward(Math.Max(_places[row], 0), _places[row] == Sparse ? 0 : 1);
        Finish(row);
    }

    /// <summary>The score of a row, [k].</summary>
    public ReadOnlySpan<float> Score(int row) => At(row);

    private static int Rows(NetworkShape shape) => Math.Min(MostRows, BatchScorer.BlockRows(shape));

    private void Forward(int first, int rows)
    {
        if (rows > 0)
        {
            _forward ??= new ForwardPass(Room == 1 ? network.ForRows : network.ForBlocks, _buffers!, activateRowByRow: true);
            _forward.Run(first, rows);
        }
    }

    /// <summary>From z^L to the score.</summary>
    private void Finish(int row)
    {
        if (_places[row] == Sparse)
        {
            return;
        }

        ReadOnlySpan<float> z = _buffers!.Z[^1].AsSpan(_places[row] * _outputs, _outputs);
        if (preActivation)
        {
            z.CopyTo(At(row));
            return;
        }

        network.Shape.Layers[^1].Activation.Forward(z, At(row));
        network.Outputs?.Apply(At(row));
    }

    private Span<float> At(int row) => _scores.AsSpan(row * _outputs, _outputs);
}
