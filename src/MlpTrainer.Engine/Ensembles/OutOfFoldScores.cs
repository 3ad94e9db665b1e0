namespace MlpTrainer.Engine;

/// <summary>z^L of rows by members that did not train on them, for each kind of member, and the cost of a mixture of kinds.</summary>
internal sealed class OutOfFoldScores
{
    private const double RowsInDoubt = 4;

    private readonly Cost _cost, _cautious;
    private readonly int _outputs;
    private readonly float[] _targets, _weights, _mixed, _delta;
    private readonly float[][] _scores;
    private readonly float[] _constants;

    /// <param name="rows">The rows that are held out by some member.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="kinds">The number of kinds.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="constants">z^L of what is known without features.</param>
    public OutOfFoldScores(PreparedRows rows, int outputs, int kinds, Cost cost, float[] constants)
    {
        _constants = constants;
        _cautious = cost.GivenLabelSmoothing is null or 0 ? cost.WithLabelSmoothing(RowsInDoubt / (rows.Set.RowCount + RowsInDoubt)) ?? cost : cost;
        (_cost, _outputs) = (cost, outputs);
        int n = rows.Set.RowCount, width = rows.Set.TargetWidth;
        (_targets, _weights) = (new float[n * width], new float[n]);
        for (int row = 0; row < n; row++)
        {
            rows.CopyTarget(row, _targets.AsSpan(row * width, width));
            _weights[row] = rows.Weight(row);
        }

        _scores = [.. Enumerable.Range(0, kinds).Select(_ => new float[n * outputs])];
        (_mixed, _delta) = (new float[n * outputs], new float[n * outputs]);
    }

    /// <summary>Keeps a member's z^L of the rows that it held out.</summary>
    /// <param name="kind">The member's kind.</param>
    /// <param name="network">The member, whose scores count as often as it is called for a row.</param>
    /// <param name="rows">All rows, as it sees them.</param>
    /// <param name="held">Whether it held a row out.</param>
    /// <param name="share">What its scores are multiplied by before they are added to what is there.</param>
    public void Keep(int kind, TrainedNetwork network, PreparedRows rows, Func<int, bool> held, float share)
    {
        Scorer scorer = (rows.IsSparse ? network : new TrainedNetwork(network.Shape, network.Parameters.ToArray())).CreateScorer();
        float[] x = new float[rows.IsSparse ? 0 : network.Shape.Inputs], z = new float[_outputs];
        for (int row = 0; row < _weights.Length; row++)
        {
            if (!held(row))
            {
                continue;
            }

            if (rows.IsSparse)
            {
                int place = rows.Set.Place(row);
                scorer.PreActivation(rows.Set.Store.Sparse!.Indices(place), rows.Set.Store.Sparse.Values(place), z);
            }
            else
            {
                rows.CopyDense(row, x);
                scorer.PreActivation(x, z);
            }

            for (int j = 0; j < z.Length; j++)
            {
                _scores[kind][(row * _outputs) + j] += share * z[j];
            }
        }
    }

    /// <summary>The mean cost of some rows, with the kinds' scores mixed by the given shares, one for each kind, and their distance from the constants multiplied by the sharpness.</summary>
    public double CostOf(ReadOnlySpan<double> shares, Func<int, bool> counts, double sharpness = 1) => CostOf(_cost, shares, counts, sharpness);

    /// <summary>The same with what to choose by: as if there were four more rows whose labels are open, so that few rows that happen to be right make nothing certain.</summary>
    /// <remarks>Platt, "Probabilistic outputs for support vector machines" (1999), §2.2, has the same for two classes of equal size. By label smoothing.</remarks>
    public double CautiousCostOf(ReadOnlySpan<double> shares, Func<int, bool> counts, double sharpness = 1) => CostOf(_cautious, shares, counts, sharpness);

    private double CostOf(Cost cost, ReadOnlySpan<double> shares, Func<int, bool> counts, double sharpness)
    {
        for (int i = 0; i < _mixed.Length; i++)
        {
            _mixed[i] = (float)((1 - sharpness) * _constants[i % _outputs]);
        }

        for (int kind = 0; kind < shares.Length; kind++)
        {
            for (int i = 0; shares[kind] != 0 && i < _mixed.Length; i++)
            {
                _mixed[i] += (float)(sharpness * shares[kind] * _scores[kind][i]);
            }
        }

        float[] weights = [.. _weights.Select((weight, row) => counts(row) ? weight : 0f)];
        double total = 0;
        foreach (float weight in weights)
        {
            total += weight;
        }

        return cost.Evaluate(new CostRows(_mixed, _targets, weights, _outputs), _delta) / total;
    }
}
