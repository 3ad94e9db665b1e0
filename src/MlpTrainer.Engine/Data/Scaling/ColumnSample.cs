namespace MlpTrainer.Engine;

/// <summary>The values of some rows of a set, column by column: what centres and scales are learned from.</summary>
/// <remarks>
/// All rows of a set of up to 8,192 rows, else so many, spread evenly and at random within equal shares; fewer (at least 512) where they would have
/// more than 4 million values. Zeros are counted, not kept, so dense and sparse rows give the same bits. Every quantile is then right to about one
/// part in 200 of the rows.
/// </remarks>
internal sealed class ColumnSample
{
    private const int MostRows = 8192, FewestRows = 512;
    private const long MostValues = 1 << 22;

    private readonly TrainingSet _set;
    private readonly int[] _rows;
    private readonly int[] _start;                      // per column: where its values begin
    private readonly float[] _values, _weights;
    private readonly double[] _missing;                 // per column: the weight of the rows where it is missing
    private readonly double _weight;                    // of all rows

    public ColumnSample(TrainingSet set)
    {
        _set = set;
        _rows = Choose(set);
        _start = new int[set.FeatureCount + 1];
        _missing = new double[set.FeatureCount];
        ForEachValue((k, _, _) => _start[k + 1]++);
        for (int k = 0; k < set.FeatureCount; k++)
        {
            _start[k + 1] += _start[k];
        }

        _values = new float[_start[^1]];
        _weights = new float[_start[^1]];
        int[] next = _start[..^1];
        ForEachValue((k, value, weight) =>
        {
            if (float.IsNaN(value))
            {
                _missing[k] += weight;
            }

            _values[next[k]] = Math.Clamp(value, -Kernels.Standardization.LargestFeature, Kernels.Standardization.LargestFeature);
            _weights[next[k]++] = weight;
        });
        foreach (int row in _rows)
        {
            _weight += set.Weight(row);
        }
    }

    /// <summary>The values of a column that are not missing, ascending, each with the weight of its row; zeros are one value.</summary>
    public WeightedValues Column(int k)
    {
        Span<float> values = _values.AsSpan(_start[k].._start[k + 1]), weights = _weights.AsSpan(_start[k].._start[k + 1]);
        values.Sort(weights);                                               // NaN first
        int missing = 0;
        while (missing < values.Length && float.IsNaN(values[missing]))
        {
            missing++;
        }

        int length = values.Length - missing;
        double zeros = _weight - _missing[k];
        foreach (float weight in weights[missing..])
        {
            zeros -= weight;
        }

        bool hasZeros = _rows.Length > values.Length;
        return WeightedValues.Of(values[missing..], weights[missing..], hasZeros ? zeros : 0);
    }

    private static int[] Choose(TrainingSet set)
    {
        long values = set.Store.Sparse is { Count: > 0 } sparse ? sparse.EntryCount / sparse.Count + 1 : set.FeatureCount;
        int count = (int)Math.Min(set.RowCount, Math.Clamp(MostValues / values, FewestRows, MostRows));
        if (count == set.RowCount)
        {
            return [.. Enumerable.Range(0, count)];
        }

        var random = new CounterRandom(0, RandomPurpose.Sample);
        return [.. Enumerable.Range(0, count).Select(i => (int)((i + random.Uniform(i)) * set.RowCount / count))];
    }

    /// <summary>All values that are not 0, with their columns and the weights of their rows.</summary>
    private void ForEachValue(Action<int, float, float> use)
    {
        foreach (int row in _rows)
        {
            float weight = _set.Weight(row);
            int place = _set.Place(row);
            ReadOnlySpan<int> indices = _set.Store.Sparse is { } sparse ? sparse.Indices(place) : [];
            ReadOnlySpan<float> values = _set.Store.Sparse is { } same ? same.Values(place) : _set.Store.Dense![place];
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] != 0f)
                {
                    use(indices.IsEmpty ? i : indices[i], values[i], weight);
                }
            }
        }
    }
}
