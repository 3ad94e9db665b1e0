using System.Numerics;

namespace MlpTrainer.Engine;

/// <summary>The non-zero values of a batch of sparse rows, regrouped by feature: which features occur, and for each in which rows.</summary>
/// <remarks>A counting sort. Features come in ascending order, so that whoever walks through them walks forward through W.</remarks>
internal sealed class FeatureGroups
{
    private const int WordBits = 64;

    private readonly ulong[] _occurs;                   // one bit per feature
    private readonly int[] _next;                       // per feature: how many values, then where its next one goes; 0 where it does not occur
    private readonly int[] _features, _start;
    private int[] _rows = [], _places = [];             // of each value: its row in the batch, and where it stands among the batch's values

    public FeatureGroups(int features)
    {
        _occurs = new ulong[(features + WordBits - 1) / WordBits];
        _next = new int[features];
        _features = new int[features];
        _start = new int[features + 1];
    }

    /// <summary>How many features occur.</summary>
    public int Count { get; private set; }

    /// <summary>The feature of a slot, 0 … <see cref="Count"/> − 1, ascending.</summary>
    public int FeatureOf(int slot) => _features[slot];

    /// <summary>The rows of the batch in which a feature occurs, ascending.</summary>
    public ReadOnlySpan<int> Rows(int slot) => _rows.AsSpan(_start[slot].._start[slot + 1]);

    /// <summary>Where its values in those rows stand among the batch's values.</summary>
    public ReadOnlySpan<int> Places(int slot) => _places.AsSpan(_start[slot].._start[slot + 1]);

    /// <summary>Takes up a batch.</summary>
    /// <param name="batch">Its rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="entries">How many values they have.</param>
    public void Regroup(SparseInput batch, int rows, int entries)
    {
        foreach (int feature in _features.AsSpan(0, Count))
        {
            _next[feature] = 0;
        }

        if (entries > _rows.Length)
        {
            (_rows, _places) = (new int[entries * 3 / 2], new int[entries * 3 / 2]);
        }

        for (int row = 0; row < rows; row++)
        {
            foreach (int feature in batch.Features(row))
            {
                _next[feature]++;
                _occurs[feature / WordBits] |= 1UL << (feature % WordBits);
            }
        }

        AssignSlots();
        Place(batch, rows);
    }

    /// <summary>Lists the features that occur and turns their counts into places; clears the bits.</summary>
    private void AssignSlots()
    {
        int slot = 0, sum = 0;
        for (int word = 0; word < _occurs.Length; word++)
        {
            for (; _occurs[word] != 0; _occurs[word] &= _occurs[word] - 1)
            {
                int feature = word * WordBits + BitOperations.TrailingZeroCount(_occurs[word]);
                (_features[slot], _start[slot]) = (feature, sum);
                (_next[feature], sum) = (sum, sum + _next[feature]);
                slot++;
            }
        }

        _start[slot] = sum;
        Count = slot;
    }

    private void Place(SparseInput batch, int rows)
    {
        int place = 0;
        for (int row = 0; row < rows; row++)
        {
            foreach (int feature in batch.Features(row))
            {
                int entry = _next[feature]++;
                (_rows[entry], _places[entry]) = (row, place++);
            }
        }
    }
}
