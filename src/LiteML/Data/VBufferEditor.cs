namespace Microsoft.ML.Data;

/// <summary>Starts the filling of a vector, reusing the destination's arrays where they are large enough.</summary>
public static class VBufferEditor
{
    /// <summary>An editor with the destination's own length and values.</summary>
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination) =>
        new(destination.Length, destination.GetValues().Length, destination.ValueArray, destination.IndexArray, false);

    /// <summary>An editor for a vector of <paramref name="newLogicalLength"/> items, sparse if <paramref name="valuesCount"/> is less.</summary>
    public static VBufferEditor<T> Create<T>(ref VBuffer<T> destination, int newLogicalLength, int? valuesCount = null,
        int? maxValuesCapacity = null, bool keepOldOnResize = false, bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        int count = valuesCount ?? newLogicalLength;
        if (count < 0 || count > newLogicalLength)
            throw new ArgumentOutOfRangeException(nameof(valuesCount), "Must be between 0 and the vector's length");
        bool needIndices = count < newLogicalLength || requireIndicesOnDense;
        T[] values = Grown(destination.ValueArray, count, keepOldOnResize);
        int[] indices = needIndices ? Grown(destination.IndexArray, count, keepOldOnResize) : destination.IndexArray;
        return new(newLogicalLength, count, values, indices, requireIndicesOnDense);
    }

    private static TItem[] Grown<TItem>(TItem[] old, int size, bool keepOld)
    {
        if (old is not null && old.Length >= size)
            return old;
        var grown = new TItem[size];
        if (keepOld && old is not null)
            old.CopyTo(grown, 0);
        return grown;
    }
}

/// <summary>A vector being filled: write <see cref="Values"/> (and <see cref="Indices"/> when sparse), then commit.</summary>
public readonly ref struct VBufferEditor<T>
{
    private readonly int _length;
    private readonly T[] _values;
    private readonly int[] _indices;

    public readonly Span<T> Values;

    /// <summary>Where the values go; empty for a dense vector.</summary>
    public readonly Span<int> Indices;

    internal VBufferEditor(int logicalLength, int physicalValuesCount, T[] values, int[] indices, bool requireIndicesOnDense)
    {
        _length = logicalLength;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, physicalValuesCount);
        Indices = physicalValuesCount < logicalLength || requireIndicesOnDense ? indices.AsSpan(0, physicalValuesCount) : default;
    }

    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);
}
