using System.Collections.Concurrent;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Scores many dense rows in blocks, on a team of threads.</summary>
internal sealed class BatchScorer
{
    /// <summary>Rows scored at a time: their activations stay in a core's cache.</summary>
    public const int BlockRows = 96;

    private readonly TrainedNetwork _network;
    private readonly ConcurrentBag<(LayerBuffers Buffers, ForwardPass Forward)> _free = [];

    public BatchScorer(TrainedNetwork network) => _network = network;

    public void Score(ThreadTeam team, ReadOnlyMemory<float> rows, Memory<float> outputs)
    {
        int n = rows.Length / _network.Shape.Inputs;
        team.Run((n + BlockRows - 1) / BlockRows, block =>
        {
            int first = block * BlockRows;
            ScoreBlock(rows, outputs, first, Math.Min(BlockRows, n - first));
        });
    }

    private void ScoreBlock(ReadOnlyMemory<float> rows, Memory<float> outputs, int first, int count)
    {
        (LayerBuffers buffers, ForwardPass forward) = _free.TryTake(out (LayerBuffers, ForwardPass) free) ? free : NewBuffers();
        (int p, int k) = (_network.Shape.Inputs, _network.Shape.Outputs);
        ReadOnlySpan<float> block = rows.Span.Slice(first * p, count * p);
        if (_network.Inputs is { } scaling)
        {
            for (int i = 0; i < block.Length; i += p)
            {
                scaling.Apply(block.Slice(i, p), buffers.Inputs.AsSpan(i, p));
            }
        }
        else
        {
            block.CopyTo(buffers.Inputs);
        }

        forward.Run(0, count);
        Span<float> a = outputs.Span.Slice(first * k, count * k);
        _network.Shape.Layers[^1].Activation.ForwardRows(buffers.Z[^1].AsSpan(0, count * k), k, a);
        _network.Outputs?.Apply(a);
        _free.Add((buffers, forward));
    }

    private (LayerBuffers Buffers, ForwardPass Forward) NewBuffers()
    {
        var buffers = new LayerBuffers(_network.Shape, BlockRows);
        return (buffers, new ForwardPass(_network.Packed, buffers));
    }
}
