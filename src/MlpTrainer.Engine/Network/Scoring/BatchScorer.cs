using System.Runtime.ExceptionServices;

namespace MlpTrainer.Engine;

/// <summary>Scores many dense rows in blocks, on threads of the pool: starting some of our own takes as long as scoring thousands of rows.</summary>
internal sealed class BatchScorer(TrainedNetwork network, ReadOnlyMemory<float> rows, Memory<float> outputs)
{
    /// <summary>Rows scored at a time: their activations stay in a core's cache; fewer where the layers are very wide.</summary>
    private const int MostRows = 96;

    private const int LeastFloats = 1 << 18, MostFloats = 1 << 22;      // of a thread's scratch, in about; between them as many as the network has

    private readonly int _rowCount = rows.Length / network.Shape.Inputs;
    private readonly int _blockRows = BlockRows(network.Shape);

    /// <param name="threads">How many threads may work at a time, at least 1.</param>
    public void Run(int threads)
    {
        int blocks = (_rowCount + _blockRows - 1) / _blockRows;
        if (threads == 1)
        {
            Scratch scratch = NewScratch();
            for (int block = 0; block < blocks; block++)
            {
                ScoreBlock(block, scratch);
            }
        }
        else
        {
            RunOnPool(blocks, threads);
        }
    }

    /// <summary>What a user's activation throws comes out as it was thrown, as with one thread.</summary>
    private void RunOnPool(int blocks, int threads)
    {
        try
        {
            var atMost = new ParallelOptions { MaxDegreeOfParallelism = threads };
            Parallel.For(0, blocks, atMost, NewScratch, (block, _, scratch) => ScoreBlock(block, scratch), _ => { });
        }
        catch (AggregateException exceptions)
        {
            ExceptionDispatchInfo.Throw(exceptions.InnerExceptions[0]);
        }
    }

    /// <summary>The rows are copied even where nothing is scaled: the product then reads them from the nearest cache, which is faster.</summary>
    private Scratch ScoreBlock(int block, Scratch scratch)
    {
        int first = block * _blockRows, count = Math.Min(_blockRows, _rowCount - first), p = network.Shape.Inputs, k = network.Shape.Outputs;
        Load(rows.Span.Slice(first * p, count * p), scratch.Buffers.Inputs);
        scratch.Forward.Run(0, count);
        Span<float> a = outputs.Span.Slice(first * k, count * k);
        network.Shape.Layers[^1].Activation.ForwardRows(scratch.Buffers.Z[^1].AsSpan(0, count * k), k, a);
        network.Outputs?.Apply(a);
        return scratch;
    }

    /// <summary>x̂, one row after the other, or with room for the embedding between them.</summary>
    private void Load(ReadOnlySpan<float> x, Span<float> scaled)
    {
        int p = network.Shape.Inputs, stride = network.Shape.Layers[0].Inputs;
        if (stride == p)
        {
            LoadRows(x, scaled);
            return;
        }

        for (; x.Length > 0; x = x[p..], scaled = scaled[stride..])
        {
            LoadRows(x[..p], scaled);
        }
    }

    private void LoadRows(ReadOnlySpan<float> x, Span<float> scaled)
    {
        if (network.Inputs is { } scaling)
        {
            scaling.ApplyToRows(x, scaled);
        }
        else
        {
            x.CopyTo(scaled);
        }
    }

    /// <summary>How many rows of a network are best scored at a time: what they leave in the layers fits into a core's cache.</summary>
    internal static int BlockRows(NetworkShape shape)
    {
        long room = Math.Clamp(shape.ParameterCount, LeastFloats, MostFloats), width = shape.Layers[0].Inputs + (shape.Embedding?.WaveCount ?? 0) + shape.Layers.Sum(layer => (long)layer.Outputs);
        return (int)Math.Clamp(room / width, 1, MostRows);
    }

    private Scratch NewScratch()
    {
        int rowCount = Math.Min(_blockRows, _rowCount);
        var buffers = new LayerBuffers(network.Shape, rowCount, rowByRow: true);
        return new Scratch(buffers, new ForwardPass(rowCount == 1 ? network.ForRows : network.ForBlocks, buffers));
    }

    /// <summary>What one thread works with.</summary>
    private sealed record Scratch(LayerBuffers Buffers, ForwardPass Forward);
}
