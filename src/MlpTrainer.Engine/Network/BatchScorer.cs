using System.Collections.Concurrent;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Scores many dense rows in blocks, on a team of threads.</summary>
internal sealed class BatchScorer
{
    /// <summary>Rows scored at a time: their activations stay in a core's cache.</summary>
    public const int BlockRows = 64;

    private readonly TrainedNetwork _network;
    private readonly ConcurrentBag<LayerBuffers> _free = [];

    public BatchScorer(TrainedNetwork network, int threads)
    {
        _network = network;
        for (int i = 0; i < threads; i++)
        {
            _free.Add(new LayerBuffers(network.Shape, BlockRows));
        }
    }

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
        _free.TryTake(out LayerBuffers? buffers);
        buffers ??= new LayerBuffers(_network.Shape, BlockRows);
        (int p, int k) = (_network.Shape.Inputs, _network.Shape.Outputs);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = rows.Span.Slice((first + i) * p, p);
            Span<float> x = buffers.Inputs.AsSpan(i * p, p);
            if (_network.Inputs is { } scaling)
            {
                scaling.Apply(row, x);
            }
            else
            {
                row.CopyTo(x);
            }
        }

        new ForwardPass(_network.Packed, buffers).Run(0, count);
        Span<float> a = outputs.Span.Slice(first * k, count * k);
        _network.Shape.Layers[^1].Activation.ForwardRows(buffers.Z[^1].AsSpan(0, count * k), k, a);
        _network.Outputs?.Apply(a);
        _free.Add(buffers);
    }
}
