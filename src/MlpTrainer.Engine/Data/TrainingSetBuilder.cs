using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>Collects rows, dense or sparse, into a <see cref="TrainingSet"/>.</summary>
/// <remarks>
/// Rows are kept as they come (dense or compressed sparse rows) until <see cref="Build"/> chooses by what was measured: sparse where
/// there are at least 100 features of which fewer than 1 in 20 are not zero. Storage grows in chunks of a few megabytes, never by doubling.
/// </remarks>
public sealed class TrainingSetBuilder
{
    private const int SparseFeatures = 100;
    private const double SparseDensity = 0.05;

    private readonly DenseRows _targets, _weights;
    private DenseRows? _dense;
    private SparseRows? _sparse;
    private long _nonZero;
    private bool _hasMissing, _hasInfinite, _isBuilt;
    private int[] _indices = [];
    private float[] _values = [];

    /// <summary>Starts a set.</summary>
    /// <param name="featureCount">The number of features of every row, at least 1.</param>
    /// <param name="targetWidth">The number of target values of every row, at least 1; see <see cref="Cost.TargetWidth"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public TrainingSetBuilder(int featureCount, int targetWidth)
    {
        FeatureCount = Require.AtLeast(1, featureCount, nameof(featureCount));
        _targets = new DenseRows(Require.AtLeast(1, targetWidth, nameof(targetWidth)));
        _weights = new DenseRows(1);
    }

    /// <summary>The number of features of every row.</summary>
    public int FeatureCount { get; }

    /// <summary>The rows added so far.</summary>
    public int RowCount => _targets.Count;

    /// <summary>The memory that the rows take so far.</summary>
    internal long Bytes => (_dense?.Bytes ?? 0) + (_sparse?.Bytes ?? 0) + _targets.Bytes + _weights.Bytes;

    /// <summary>Forces dense or sparse storage; null lets the density decide.</summary>
    internal bool? Sparse { get; init; }

    private double Density => (double)_nonZero / ((long)RowCount * FeatureCount);

    /// <summary>Adds a row.</summary>
    /// <param name="features">The features, [p]; NaN is a missing value; ±∞ trains only where features saturate.</param>
    /// <param name="target">The target, [target width], finite.</param>
    /// <param name="weight">The example weight, finite and greater than 0.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a target, weight or index out of range; the message names the row and the value.</exception>
    /// <exception cref="InvalidOperationException">The set has been built.</exception>
    public void Add(ReadOnlySpan<float> features, ReadOnlySpan<float> target, float weight = 1)
    {
        NotBuilt();
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, FeatureCount, nameof(features));
        AddTarget(target, weight);
        Note(features);
        if (_sparse is not null)
        {
            int count = CollectNonZero(features);
            _nonZero += count;
            _sparse.Add(_indices.AsSpan(0, count), _values.AsSpan(0, count));
            LeaveSparse();
        }
        else
        {
            _nonZero += FeatureCount < SparseFeatures ? 0 : CountNonZero(features);     // so few features stay dense whatever they are
            (_dense ??= new DenseRows(FeatureCount)).Add(features);
        }
    }

    /// <summary>Adds a row given by its non-zero values.</summary>
    /// <param name="indices">Where the row is not zero: ascending, at least 0 and below the number of features.</param>
    /// <param name="values">The values there; NaN is a missing value; ±∞ trains only where features saturate.</param>
    /// <param name="target">The target, [target width], finite.</param>
    /// <param name="weight">The example weight, finite and greater than 0.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a target, weight or index out of range; the message names the row and the value.</exception>
    /// <exception cref="InvalidOperationException">The set has been built.</exception>
    public void Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, ReadOnlySpan<float> target, float weight = 1)
    {
        NotBuilt();
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, indices.Length, nameof(values));
        CheckIndices(indices);
        AddTarget(target, weight);
        Note(values);
        _nonZero += indices.Length;
        if (_dense is not null)
        {
            SparseRows.Scatter(indices, values, _dense.AddZeros());
            return;
        }

        (_sparse ??= new SparseRows()).Add(indices, values);
        LeaveSparse();
    }

    /// <summary>The set of all rows added. The builder takes no more rows afterwards.</summary>
    /// <exception cref="InvalidOperationException">No row was added.</exception>
    public TrainingSet Build()
    {
        if (RowCount == 0)
        {
            throw new InvalidOperationException("The number of rows must be at least 1, but was 0.");
        }

        bool sparse = Sparse ?? (FeatureCount >= SparseFeatures && Density < SparseDensity);
        if (sparse && _sparse is null)
        {
            ToSparse();
        }
        else if (!sparse && _dense is null)
        {
            ToDense();
        }

        _isBuilt = true;
        _dense?.Trim();
        _targets.Trim();
        _weights.Trim();
        return new TrainingSet(new RowStore(FeatureCount, _dense, _sparse, _targets, _weights, _hasMissing, _hasInfinite));
    }

    /// <summary>Sparse rows that turn out to be mostly non-zero take more room than dense ones.</summary>
    private void LeaveSparse()
    {
        if (Sparse is null && RowCount % 1024 == 0 && Density > 0.5)
        {
            ToDense();
        }
    }

    private void ToDense()
    {
        _dense = new DenseRows(FeatureCount);
        for (int i = 0; i < _sparse!.Count; i++)
        {
            SparseRows.Scatter(_sparse.Indices(i), _sparse.Values(i), _dense.AddZeros());
        }

        _sparse = null;
    }

    private void ToSparse()
    {
        _sparse = new SparseRows();
        for (int i = 0; i < _dense!.Count; i++)
        {
            int count = CollectNonZero(_dense[i]);
            _sparse.Add(_indices.AsSpan(0, count), _values.AsSpan(0, count));
        }

        _dense = null;
    }

    private static int CountNonZero(ReadOnlySpan<float> features)
    {
        int count = 0;
        foreach (float feature in features)
        {
            count += feature != 0f ? 1 : 0;
        }

        return count;
    }

    private int CollectNonZero(ReadOnlySpan<float> features)
    {
        if (_indices.Length == 0)
        {
            (_indices, _values) = (new int[FeatureCount], new float[FeatureCount]);
        }

        int count = 0;
        for (int k = 0; k < features.Length; k++)
        {
            _indices[count] = k;
            _values[count] = features[k];
            count += features[k] != 0f ? 1 : 0;
        }

        return count;
    }

    private void NotBuilt()
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException("The set has been built and takes no more rows. Use a new TrainingSetBuilder.");
        }
    }

    private void AddTarget(ReadOnlySpan<float> target, float weight)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, _targets.Width, nameof(target));
        if (!TensorPrimitives.IsFiniteAll(target))
        {
            throw Require.Violated(Invariant($"Every target of row {RowCount}"), "a finite number", string.Join(", ", target.ToArray()));
        }

        if (!(weight > 0f && float.IsFinite(weight)))
        {
            throw Require.Violated(Invariant($"The weight of row {RowCount}"), "a finite number greater than 0", weight);
        }

        _targets.Add(target);
        _weights.Add([weight]);
    }

    private void Note(ReadOnlySpan<float> values)
    {
        if (!TensorPrimitives.IsFiniteAll(values))
        {
            _hasMissing |= TensorPrimitives.IsNaNAny(values);
            _hasInfinite |= TensorPrimitives.IsInfinityAny(values);
        }
    }

    private void CheckIndices(ReadOnlySpan<int> indices)
    {
        int previous = -1;
        foreach (int index in indices)
        {
            if (index <= previous || index >= FeatureCount)
            {
                throw Require.Violated(Invariant($"Each index of row {RowCount}"), Invariant($"greater than the one before and less than {FeatureCount}"), index);
            }

            previous = index;
        }
    }
}
