using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Minimum, maximum, mean and variance of every slot of a float or double column; a scalar is one slot, NaN is left out.</summary>
internal abstract class SlotStatistics
{
    private protected SlotStatistics(int slots)
    {
        Count = new double[slots];
        Minimum = Enumerable.Repeat(double.PositiveInfinity, slots).ToArray();
        Maximum = Enumerable.Repeat(double.NegativeInfinity, slots).ToArray();
        Mean = new double[slots];
        SquaredDeviations = new double[slots];
    }

    internal double[] Count { get; }

    internal double[] Minimum { get; }

    internal double[] Maximum { get; }

    internal double[] Mean { get; }

    internal double[] SquaredDeviations { get; }

    internal double Variance(int slot) => SquaredDeviations[slot] / Count[slot];

    /// <summary>Reads all columns in one pass over at most <paramref name="maximumRows"/> rows.</summary>
    internal static SlotStatistics[] Read(IDataView data, DataViewSchema.Column[] columns, long maximumRows = long.MaxValue)
    {
        var statistics = Array.ConvertAll(columns, Create);
        using var cursor = data.GetRowCursor(columns.DistinctBy(c => c.Index));
        var readers = statistics.Select((s, i) => s.Reader(cursor, columns[i])).ToArray();
        for (long row = 0; row < maximumRows && cursor.MoveNext(); row++)
        {
            foreach (var read in readers)
                read();
        }

        return statistics;
    }

    /// <summary>Whether the column is a float or double, or a vector of them, of known size where that is asked for.</summary>
    internal static bool CanRead(DataViewType type) =>
        ((type as VectorDataViewType)?.ItemType ?? type) is NumberDataViewType number && (number.RawType == typeof(float) || number.RawType == typeof(double))
        && type is not VectorDataViewType { IsKnownSize: false };

    private protected void Add(int slot, double value)
    {
        if (double.IsNaN(value))
            return;
        Minimum[slot] = Math.Min(Minimum[slot], value);
        Maximum[slot] = Math.Max(Maximum[slot], value);
        Count[slot]++;
        var difference = value - Mean[slot];
        Mean[slot] += difference / Count[slot];
        SquaredDeviations[slot] += difference * (value - Mean[slot]);
    }

    private protected abstract Action Reader(DataViewRow row, DataViewSchema.Column column);

    private static SlotStatistics Create(DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        var item = vector?.ItemType.RawType ?? column.Type.RawType;
        return (SlotStatistics)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(item), vector?.Size ?? 1);
    }

    private sealed class Typed<T>(int slots) : SlotStatistics(slots)
        where T : IFloatingPoint<T>
    {
        private protected override Action Reader(DataViewRow row, DataViewSchema.Column column)
        {
            if (column.Type is not VectorDataViewType vector)
            {
                var getter = row.GetGetter<T>(column);
                T value = default;
                return () =>
                {
                    getter(ref value);
                    Add(0, double.CreateChecked(value));
                };
            }

            var getVector = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> values = default;
            var dense = new T[vector.Size];
            return () =>
            {
                getVector(ref values);
                values.CopyTo(dense);
                for (var slot = 0; slot < dense.Length; slot++)
                    Add(slot, double.CreateChecked(dense[slot]));
            };
        }
    }
}
