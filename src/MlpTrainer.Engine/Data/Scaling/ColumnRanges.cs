namespace MlpTrainer.Engine;

/// <summary>Of each column over all rows: its least and largest value, and whether it has two values only.</summary>
internal sealed class ColumnRanges
{
    private readonly float[] _low, _high;
    private readonly bool[] _hasOthers;                 // values beside the least and the largest
    private readonly int[] _stored;                     // how many values are stored, missing ones included

    public ColumnRanges(TrainingSet set)
    {
        int p = set.FeatureCount;
        (_low, _high, _hasOthers, _stored) = (new float[p], new float[p], new bool[p], new int[p]);
        Array.Fill(_low, float.NaN);
        Array.Fill(_high, float.NaN);
        for (int row = 0; row < set.RowCount; row++)
        {
            int place = set.Place(row);
            if (set.Store.Sparse is { } sparse)
            {
                Add(sparse.Indices(place), sparse.Values(place));
            }
            else
            {
                Add(set.Store.Dense![place]);
            }
        }

        for (int k = 0; set.IsSparse && k < p; k++)
        {
            if (_stored[k] < set.RowCount)
            {
                Add(k, 0f);
            }
        }
    }

    /// <summary>The least value that is not missing; NaN where all are.</summary>
    public float Low(int k) => _low[k];

    /// <summary>The largest value that is not missing; NaN where all are.</summary>
    public float High(int k) => _high[k];

    /// <summary>Whether a column has two values, neither more nor less.</summary>
    public bool HasTwoValues(int k) => !_hasOthers[k] && _low[k] < _high[k];

    private void Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Add(indices[i], values[i]);
        }
    }

    private void Add(ReadOnlySpan<float> values)
    {
        for (int k = 0; k < values.Length; k++)
        {
            Add(k, values[k]);
        }
    }

    private void Add(int k, float value)
    {
        _stored[k]++;
        if (value == _low[k] || value == _high[k] || float.IsNaN(value))
        {
            return;
        }

        float finite = Math.Clamp(value, -Kernels.Standardization.LargestFeature, Kernels.Standardization.LargestFeature);
        if (float.IsNaN(_low[k]))
        {
            (_low[k], _high[k]) = (finite, finite);
            return;
        }

        _hasOthers[k] |= _low[k] < _high[k] && finite != _low[k] && finite != _high[k];
        (_low[k], _high[k]) = (Math.Min(_low[k], finite), Math.Max(_high[k], finite));
    }
}
