namespace Microsoft.ML.Data;

/// <summary>Divides rows by a number in [0, 1) that is drawn for each.</summary>
internal static class RowSplits
{
    /// <summary>How a cursor's rows are drawn for: the columns it takes, and the number of the current row, made anew for each cursor.</summary>
    internal readonly struct RowDraw
    {
        internal readonly DataViewSchema.Column[] Columns;
        internal readonly Func<DataViewRow, Func<double>> Draw;

        internal RowDraw(DataViewSchema.Column[] columns, Func<DataViewRow, Func<double>> draw)
        {
            Columns = columns;
            Draw = draw;
        }
    }

    /// <summary>A row's number depends on the seed and on the row's place.</summary>
    internal static RowDraw ByRow(uint seed) => new([], _ =>
    {
        var numbers = new RowNumbers(seed);
        return () => numbers.Next();
    });

    /// <summary>A row's number depends on the seed and on the value in the column, so that equal values stay together.</summary>
    internal static RowDraw ByKey(DataViewSchema.Column column, int seed) => new([column], row =>
    {
        Func<ulong> hash = GenericCall.Invoke<Func<ulong>>(s_hash, column.Type.RawType, row, column);
        return () => Unit(Mix(hash() + Mix((ulong)(uint)seed)));
    });

    /// <summary>The rows with a number in [lower, upper) are the test set, the rest the training set.</summary>
    internal static DataOperationsCatalog.TrainTestData Split(IDataView data, RowDraw draw, double lower, double upper)
    {
        IDataView Part(bool inside) => RowFilters.Where(data, draw.Columns, row =>
        {
            Func<double> next = draw.Draw(row);
            return () => next() is var number && (number >= lower && number < upper) == inside;
        });
        return new(Part(false), Part(true));
    }

    private static readonly Func<DataViewRow, DataViewSchema.Column, Func<ulong>> s_hash = Hash<int>;

    private static Func<ulong> Hash<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            get(ref value);
            ulong hash = 14695981039346656037;
            foreach (char c in value.ToString())
                hash = (hash ^ c) * 1099511628211;
            return hash;
        };
    }

    /// <summary>The finalizer of SplitMix64.</summary>
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static double Unit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
