using System.Diagnostics;
using System.Numerics;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The non-zero values of a batch of sparse rows, each block of rows sorted by groups of neighbouring features.</summary>
/// <remarks>A counting sort per block, made by whoever has just read the block's rows. A group's values are found block by block, by ascending row.</remarks>
internal sealed class SortedValues
{
    private readonly int _blockRows, _groups, _shift;   // _shift: log2 of the features of a group
    private readonly int[] _start;                      // [blocks × (groups + 2)]: where each group's values begin, and where the last ones end
    private GroupedValue[] _values = [];

    /// <param name="rows">The most rows of a batch.</param>
    /// <param name="blockRows">Rows of a block.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="groupFeatures">How many neighbours make a group, a power of 2.</param>
    public SortedValues(int rows, int blockRows, int features, int groupFeatures)
    {
        Debug.Assert(rows <= ushort.MaxValue && groupFeatures <= ushort.MaxValue);
        _blockRows = blockRows;
        _shift = BitOperations.Log2((uint)groupFeatures);
        _groups = (features + groupFeatures - 1) / groupFeatures;
        _start = new int[checked((rows + blockRows - 1) / blockRows * (_groups + 2))];
    }

    /// <summary>Makes room for a batch of so many values.</summary>
    public void Reserve(int values)
    {
        if (values > _values.Length)
        {
            _values = new GroupedValue[values * 3 / 2];
        }
    }

    /// <summary>Sorts a block.</summary>
    /// <param name="firstRow">Its first row.</param>
    /// <param name="rowStart">Where each of its rows begins among the batch's values, and where the last one ends.</param>
    /// <param name="indices">The features of its values, row after row.</param>
    /// <param name="values">Its values.</param>
    public void Sort(int firstRow, ReadOnlySpan<int> rowStart, ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        Span<int> start = Starts(firstRow / _blockRows);
        start.Clear();
        int shift = _shift;
        foreach (int feature in indices)
        {
            start[(feature >> shift) + 2]++;
        }

        start[1] = rowStart[0];
        for (int group = 1; group < start.Length - 1; group++)
        {
            start[group + 1] += start[group];
        }

        GroupedValue[] sorted = _values;
        int inGroup = (1 << shift) - 1;
        for (int row = 0; row + 1 < rowStart.Length; row++)
        {
            Range own = (rowStart[row] - rowStart[0])..(rowStart[row + 1] - rowStart[0]);
            ReadOnlySpan<int> features = indices[own];
            ReadOnlySpan<float> x = values[own];
            for (int i = 0; i < features.Length; i++)
            {
                // While a group is filled, the place after its own holds where its next value goes; in the end that is where the next group begins.
                sorted[start[(features[i] >> shift) + 1]++] = new GroupedValue((ushort)(firstRow + row), (ushort)(features[i] & inGroup), x[i]);
            }
        }

        start[0] = rowStart[0];
    }

    /// <summary>The values of the group of a feature, of a batch of so many rows.</summary>
    public ValueGroup Group(int feature, int rows)
    {
        int stride = _groups + 2, blocks = (rows + _blockRows - 1) / _blockRows;
        return new ValueGroup(_values, _start.AsSpan(feature >> _shift, (blocks - 1) * stride + 2), stride);
    }

    private Span<int> Starts(int block) => _start.AsSpan(block * (_groups + 2), _groups + 2);
}
