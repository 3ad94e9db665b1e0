using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>C of a batch of any size and ∂C/∂parameters, all of it: what does not fit into the buffers is worked through in parts.</summary>
internal sealed class WholeGradient
{
    private readonly ThreadTeam _team;
    private readonly RowPhase _rows;
    private readonly int _blocks;
    private readonly Action<int> _addBlock;
    private bool _isFirst;

    public WholeGradient(ThreadTeam team, RowPhase rows, WeightGradient gradient, ParameterBlock[] blocks, int parameterCount)
    {
        (_team, _rows, _blocks) = (team, rows, blocks.Length);
        Values = new AlignedFloats(parameterCount);
        _addBlock = index =>
        {
            Span<float> values = blocks[index].Of(Values);
            if (_isFirst)
            {
                values.Clear();
            }

            gradient.Add(blocks[index], rows.Count, values, isZeros: _isFirst);
        };
    }

    /// <summary>The gradient of the batch computed last, laid out like the parameters.</summary>
    public AlignedFloats Values { get; }

    /// <summary>Computes both.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="cost">What the batch's cost is added to.</param>
    /// <param name="betweenParts">Called before each part but the first; may throw to leave the batch.</param>
    /// <returns>The sum. Where it is not finite, the gradient is not complete.</returns>
    public double Compute(in Batch batch, double cost = 0, Action? betweenParts = null)
    {
        for (int first = 0; first < batch.Count; first += RowPhase.MaximumRows)
        {
            _isFirst = first == 0;
            if (!_isFirst)
            {
                betweenParts?.Invoke();
            }

            _rows.Begin(batch.Part(first, RowPhase.MaximumRows));
            cost += _rows.Run();
            if (!double.IsFinite(cost))
            {
                break;
            }

            _team.Run(_blocks, _addBlock);
        }

        return cost;
    }
}
