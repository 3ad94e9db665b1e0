using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Cost and metric of the validation rows at given parameters.</summary>
/// <remarks>Example weights and class weights count as in training; L2, L1 and dropout do not.</remarks>
internal sealed class Validator
{
    private readonly PreparedRows _rows;
    private readonly NetworkParameters _parameters;
    private readonly RowPhase _phase;
    private readonly Metric? _metric;
    private readonly Batch _all;
    private readonly float[] _outputs, _targets, _weights;

    public Validator(ThreadTeam team, PreparedRows rows, NetworkShape shape, Cost cost, Metric? metric)
    {
        (_rows, _metric) = (rows, metric);
        int n = rows.Set.RowCount;
        _parameters = new NetworkParameters(shape, new AlignedFloats(shape.ParameterCount), backward: false, packFirst: !rows.IsSparse);
        var buffers = new LayerBuffers(shape, Math.Min(n, RowPhase.MaximumRows), !rows.IsSparse);
        var input = BatchInput.For(rows, _parameters, buffers, backward: false);
        _phase = new RowPhase(team, rows, _parameters, cost, buffers, input, backward: false);
        _all = new Batch([.. Enumerable.Range(0, n)], 0, n, Epoch: 0, rows.WeightFactor(cost.Reduction, n));
        bool needed = metric is not null;
        _outputs = new float[needed ? Numbers(n, shape.Outputs) : 0];
        _targets = new float[needed ? Numbers(n, rows.Set.TargetWidth) : 0];
        _weights = new float[needed ? n : 0];
        for (int row = 0; needed && row < n; row++)
        {
            rows.Set.Target(row).CopyTo(_targets.AsSpan(row * rows.Set.TargetWidth));
            _weights[row] = rows.Set.Weight(row);
        }
    }

    /// <summary>The cost, and the metric where one was asked for.</summary>
    public (double Cost, double? Metric) Evaluate(ReadOnlySpan<float> parameters)
    {
        parameters.CopyTo(_parameters.Values);
        _parameters.RefreshAll();
        double cost = 0;
        for (int first = 0; first < _all.Count; first += RowPhase.MaximumRows)
        {
            _phase.Begin(_all.Part(first, RowPhase.MaximumRows));
            cost += _phase.Run();
            KeepOutputs(first);
        }

        return (cost, _metric?.Evaluate(_outputs, _targets, _weights));
    }

    private static int Numbers(int rows, int width) => (long)rows * width <= Array.MaxLength ? rows * width
        : throw new InvalidOperationException(Invariant(
            $"A metric needs all outputs of the validation rows at once, at most {Array.MaxLength} numbers, but {rows} rows of {width} outputs have {(long)rows * width}. Validate on fewer rows, or watch the cost."));

    private void KeepOutputs(int first)
    {
        if (_outputs.Length > 0)
        {
            int width = _parameters.Shape.Outputs;
            Span<float> outputs = _outputs.AsSpan(first * width, _phase.Z.Length);
            _parameters.Shape.Layers[^1].Activation.ForwardRows(_phase.Z, width, outputs);
            _rows.Targets?.Apply(outputs);
        }
    }
}
