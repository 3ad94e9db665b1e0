using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The cost of one output for all rows, C(z) with the same z for each: what any training should at least come to.</summary>
internal sealed class ConstantOutput : IObjective
{
    private const int MostRows = 256;
    private const int MostIterations = 20;
    private const double WorseBy = 1;

    private readonly Cost _cost;
    private readonly float[] _z, _delta, _targets, _weights;

    /// <param name="rows">The rows.</param>
    /// <param name="batch">Which of them.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="outputs">The number of output units.</param>
    public ConstantOutput(PreparedRows rows, in Batch batch, Cost cost, int outputs)
    {
        (_cost, ParameterCount) = (cost, outputs);
        int width = rows.Set.TargetWidth;
        (_z, _delta) = (new float[batch.Count * outputs], new float[batch.Count * outputs]);
        (_targets, _weights) = (new float[batch.Count * width], new float[batch.Count]);
        for (int i = 0; i < batch.Count; i++)
        {
            rows.CopyTarget(batch.Row(i), _targets.AsSpan(i * width, width));
            _weights[i] = (float)(rows.Weight(batch.Row(i)) * batch.WeightFactor);
        }
    }

    /// <inheritdoc/>
    public int ParameterCount { get; }

    private bool TargetsVary =>
        _targets.Chunk(_targets.Length / _weights.Length).Any(target => !target.AsSpan().SequenceEqual(_targets.AsSpan(0, target.Length)));

    /// <summary>Says so where a network does far worse: its cost is more than twice that of the best constant.</summary>
    /// <param name="team">Who does the work.</param>
    /// <param name="train">The training rows.</param>
    /// <param name="held">Those of validation, on which the two are compared where there are any; 256 rows at most.</param>
    /// <param name="network">The network, its packed weights up to date.</param>
    /// <param name="cost">The cost.</param>
    /// <returns>The remark; null where there is nothing to say, or all targets are the same.</returns>
    public static string? Remark(ThreadTeam team, PreparedRows train, PreparedRows? held, NetworkParameters network, Cost cost)
    {
        PreparedRows rows = held is not null && (held.IsSparse || network.IsPacked(0)) ? held : train;   // dense rows need W packed
        int n = rows.Set.RowCount, count = Math.Min(n, MostRows);
        int[] some = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * n / count))];
        var batch = new Batch(some, 0, count, Epoch: 0, rows.WeightFactor(cost.Reduction, count));
        var constant = new ConstantOutput(rows, batch, cost, network.Shape.Outputs);
        if (!constant.TargetsVary)
        {
            return null;
        }

        var buffers = new LayerBuffers(network.Shape, count, !rows.IsSparse);
        var phase = new RowPhase(team, rows, network, cost, buffers, BatchInput.For(rows, network, buffers, backward: false), backward: false);
        phase.Begin(batch);
        double found = phase.Run(), least = constant.Minimum();
        return found - least > WorseBy * Math.Abs(least)
            ? Invariant($"The network is worse than one constant output for all rows: on {count} rows its cost is {found:g4}, that of the best constant {least:g4}. Use a smaller learning rate or more epochs, standardize features and targets, or stop early.")
            : null;
    }

    /// <summary>The least cost that a constant has, or near it; from z = 0.</summary>
    public double Minimum()
    {
        float[] z = new float[ParameterCount];
        int iterations = 0;
        new Lbfgs { CostTolerance = 0, GradientTolerance = 0 }.Minimize(this, z, _ => ++iterations < MostIterations);
        return Evaluate(z, new float[ParameterCount]);
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        for (int i = 0; i < _weights.Length; i++)
        {
            parameters.CopyTo(_z.AsSpan(i * ParameterCount));
        }

        double cost = _cost.Evaluate(new CostRows(_z, _targets, _weights, ParameterCount), _delta);
        gradient.Clear();
        RowSums.Add(_delta, gradient);
        return cost;
    }
}
