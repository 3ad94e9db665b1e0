namespace MlpTrainer.Engine;

/// <summary>The non-zero values of a batch of sparse rows, regrouped by feature: which features occur, and for each in which rows.</summary>
internal sealed class FeatureGroups
{
    private readonly int[] _slotOf;                     // per feature: its place in _features, or −1
    private readonly int[] _features, _start;
    private int[] _rows = [], _places = [];             // of each value: its row in the batch, and where it stands among the batch's values

    public FeatureGroups(int features)
    {
        _slotOf = new int[features];
        Array.Fill(_slotOf, -1);
        _features = new int[features];
        _start = new int[features + 1];
    }

    /// <summary>How many features occur.</summary>
    public int Count { get; private set; }

    /// <summary>The feature of a slot, 0 … <see cref="Count"/> − 1, in the order of first occurrence.</summary>
    public int FeatureOf(int slot) => _features[slot];

    /// <summary>The slot of a feature, or −1 where it does not occur.</summary>
    public int SlotOf(int feature) => _slotOf[feature];

    /// <summary>The rows of the batch in which a feature occurs, ascending.</summary>
    public ReadOnlySpan<int> Rows(int slot) => _rows.AsSpan(_start[slot].._start[slot + 1]);

    /// <summary>Where its values in those rows stand among the batch's values.</summary>
    public ReadOnlySpan<int> Places(int slot) => _places.AsSpan(_start[slot].._start[slot + 1]);

    /// <summary>Takes up a batch.</summary>
    /// <param name="indices">The features of its values, row after row.</param>
    /// <param name="rowStart">Where each row begins in <paramref name="indices"/>, and where the last one ends.</param>
    public void Regroup(ReadOnlySpan<int> indices, ReadOnlySpan<int> rowStart)
    {
        foreach (int feature in _features.AsSpan(0, Count))
        {
            _slotOf[feature] = -1;
        }

        Count = 0;
        if (indices.Length > _rows.Length)
        {
            (_rows, _places) = (new int[indices.Length * 3 / 2], new int[indices.Length * 3 / 2]);
        }

        CountEntries(indices);
        Place(indices, rowStart);
    }

    /// <summary>Lists the features that occur; afterwards slot s ends where the next begins, at _start[s + 1].</summary>
    private void CountEntries(ReadOnlySpan<int> indices)
    {
        foreach (int feature in indices)
        {
            int slot = _slotOf[feature];
            if (slot < 0)
            {
                slot = _slotOf[feature] = Count++;
                _features[slot] = feature;
                _start[slot + 1] = 0;
            }

            _start[slot + 1]++;
        }

        for (int slot = 0, sum = 0; slot < Count; slot++)
        {
            int length = _start[slot + 1];
            _start[slot + 1] = sum;                     // for now where the slot begins; placing moves it to its end
            sum += length;
        }
    }

    private void Place(ReadOnlySpan<int> indices, ReadOnlySpan<int> rowStart)
    {
        for (int row = 0; row + 1 < rowStart.Length; row++)
        {
            for (int place = rowStart[row]; place < rowStart[row + 1]; place++)
            {
                int entry = _start[_slotOf[indices[place]] + 1]++;
                (_rows[entry], _places[entry]) = (row, place);
            }
        }
    }
}
