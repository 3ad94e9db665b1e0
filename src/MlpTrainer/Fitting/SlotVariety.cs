namespace MlpTrainer.Fitting;

/// <summary>What becomes of one slot of a vector column over all rows.</summary>
internal enum SlotKind
{
    /// <summary>It has two values or more.</summary>
    Varies,

    /// <summary>It has one value other than 0, in each row where it is not missing.</summary>
    Constant,

    /// <summary>It is 0 in each row where it is not missing.</summary>
    Zero,

    /// <summary>It is missing (NaN) in every row.</summary>
    Missing,
}

/// <summary>Which slots vary, over rows that come by one by one. Once a slot has varied it costs nothing in a dense row; what a sparse row
/// does not store costs nothing at all.</summary>
internal sealed class SlotVariety(int width)
{
    private readonly float[] _first = NaNs(width);          // the first value that was not missing
    private readonly bool[] _varies = new bool[width];
    private int[]? _open;                                   // slots that dense rows have to look at
    private int[]? _stored;                                 // in how many sparse rows a slot was stored
    private int _openCount, _sparseRows;

    public int Width => width;

    /// <summary>The slots of a kind, ascending.</summary>
    public IEnumerable<int> Of(SlotKind kind) => Enumerable.Range(0, width).Where(slot => KindOf(slot) == kind);

    /// <summary>Whether every slot is missing in every row.</summary>
    public bool IsAllMissing => Of(SlotKind.Missing).Count() == width;

    /// <summary>The value of a constant slot.</summary>
    public float ValueOf(int slot) => float.IsNaN(_first[slot]) ? 0f : _first[slot];

    /// <summary>Takes note of a dense row, [width].</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        if (_open is null)
        {
            _open = [.. Enumerable.Range(0, width)];
            _openCount = width;
        }

        int left = 0;
        for (int i = 0; i < _openCount; i++)
        {
            int slot = _open[i];
            Note(slot, values[slot]);
            _open[left] = slot;
            left += _varies[slot] ? 0 : 1;
        }

        _openCount = left;
    }

    /// <summary>Takes note of a sparse row: the slots that it stores, and their values.</summary>
    public void Add(ReadOnlySpan<int> slots, ReadOnlySpan<float> values)
    {
        _stored ??= new int[width];
        _sparseRows++;
        for (int i = 0; i < slots.Length; i++)
        {
            _stored[slots[i]]++;
            Note(slots[i], values[i]);
        }
    }

    private SlotKind KindOf(int slot)
    {
        bool hasImplicitZero = _stored is not null && _stored[slot] < _sparseRows, isPresent = !float.IsNaN(_first[slot]);
        return _varies[slot] || (hasImplicitZero && isPresent && _first[slot] != 0f) ? SlotKind.Varies
            : !hasImplicitZero && !isPresent ? SlotKind.Missing
            : ValueOf(slot) == 0f ? SlotKind.Zero
            : SlotKind.Constant;
    }

    private void Note(int slot, float value)
    {
        if (float.IsNaN(_first[slot]))
        {
            _first[slot] = value;
        }
        else
        {
            _varies[slot] |= value != _first[slot] && !float.IsNaN(value);
        }
    }

    private static float[] NaNs(int count)
    {
        float[] values = new float[count];
        Array.Fill(values, float.NaN);
        return values;
    }
}
