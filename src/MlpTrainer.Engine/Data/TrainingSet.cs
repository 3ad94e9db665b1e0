using System.Collections;

namespace MlpTrainer.Engine;

/// <summary>Rows to train on or to validate with: features, targets and example weights in memory. Made by <see cref="TrainingSetBuilder"/>.</summary>
/// <remarks>Immutable. A set may be a view: <see cref="Split"/> copies no rows.</remarks>
public sealed class TrainingSet
{
    private readonly int[]? _rows;

    internal TrainingSet(RowStore store, int[]? rows = null) => (Store, _rows) = (store, rows);

    /// <summary>The number of rows, n.</summary>
    public int RowCount => _rows?.Length ?? Store.Targets.Count;

    /// <summary>The number of features, p.</summary>
    public int FeatureCount => Store.FeatureCount;

    /// <summary>The number of target values of a row.</summary>
    public int TargetWidth => Store.Targets.Width;

    /// <summary>Whether rows are compressed, only their non-zero values being kept.</summary>
    public bool IsSparse => Store.Sparse is not null;

    /// <summary>Whether any feature of any row is missing (NaN).</summary>
    public bool HasMissing => Store.HasMissing;

    /// <summary>Whether any feature of any row is infinite. Such values train only where features saturate, see <see cref="TrainingOptions.Saturate"/>.</summary>
    public bool HasInfinite => Store.HasInfinite;

    /// <summary>The memory that all rows take, those of other views of the same storage included.</summary>
    public long Bytes => (Store.Dense?.Bytes ?? 0) + (Store.Sparse?.Bytes ?? 0) + Store.Targets.Bytes + Store.Weights.Bytes;

    internal RowStore Store { get; }

    /// <summary>The targets of a row, [target width].</summary>
    /// <param name="row">The row, from 0.</param>
    public ReadOnlySpan<float> Target(int row) => Store.Targets[Place(row)];

    /// <summary>The example weight of a row.</summary>
    /// <param name="row">The row, from 0.</param>
    public float Weight(int row) => Store.Weights[Place(row)][0];

    /// <summary>Cuts the set in two at random; neither part copies rows.</summary>
    /// <param name="fraction">The share of rows (or groups) that go to validation, greater than 0 and less than 1.</param>
    /// <param name="seed">The same seed makes the same cut.</param>
    /// <param name="by">What is cut: <see cref="SplitBy.Rows"/>, <see cref="SplitBy.TargetClass"/> or <see cref="SplitBy.Groups"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in range.</exception>
    /// <exception cref="InvalidOperationException">One of the parts would have no rows, or the ids of groups are not one per row.</exception>
    public (TrainingSet Train, TrainingSet Validation) Split(double fraction, ulong seed, SplitBy? by = null)
    {
        Require.Between(0, 1, fraction, nameof(fraction));
        BitArray held = (by ?? SplitBy.Rows).HeldOut(this, fraction, new CounterRandom(seed, RandomPurpose.Split));
        int[] validation = PlacesWhere(held, true), train = PlacesWhere(held, false);
        return train.Length > 0 && validation.Length > 0 ? (new TrainingSet(Store, train), new TrainingSet(Store, validation))
            : throw new InvalidOperationException(Invariant(
                $"Both parts of a split must have rows, but {validation.Length} of {RowCount} went to validation. Use more rows or another fraction."));
    }

    /// <summary>Some rows, in ascending order.</summary>
    internal TrainingSet Part(Func<int, bool> includes) => new(Store, [.. Enumerable.Range(0, RowCount).Where(includes).Select(Place)]);

    private int[] PlacesWhere(BitArray held, bool isHeld)
    {
        int count = 0;
        for (int row = 0; row < held.Length; row++)
        {
            count += held[row] == isHeld ? 1 : 0;
        }

        int[] places = new int[count];
        for (int row = held.Length - 1; row >= 0; row--)
        {
            if (held[row] == isHeld)
            {
                places[--count] = Place(row);
            }
        }

        return places;
    }

    /// <summary>Where a row of this view stands in the store.</summary>
    internal int Place(int row) => _rows is null ? row : _rows[row];
}
