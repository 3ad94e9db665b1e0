using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Views of some of a view's rows, or of all in another order.</summary>
internal static class RowFilters
{
    /// <summary>The rows that a test accepts; <paramref name="accept"/> makes it for a row of the input.</summary>
    internal static IDataView Where(IDataView input, DataViewSchema.Column[] tested, Func<DataViewRow, Func<bool>> accept) =>
        Rows(input, tested, input.CanShuffle, () => null, (cursor, active) => RowCursors.Filter(cursor, active, accept(cursor)));

    internal static IDataView Skip(IDataView input, long count) => Rows(input, [], canShuffle: false,
        () => input.GetRowCount() is { } n ? Math.Max(0, n - count) : null,
        (cursor, active) => RowCursors.Filter(cursor, active, () => cursor.Position >= count));

    internal static IDataView Take(IDataView input, long count) => Rows(input, [], canShuffle: false,
        () => input.GetRowCount() is { } n ? Math.Min(n, count) : null,
        (cursor, active) => RowCursors.Create(cursor.Schema, active, () => cursor.Position + 1 < count && cursor.MoveNext(),
            index => RowCursors.Getter(cursor, cursor.Schema[index]), cursor.Dispose, cursor.GetIdGetter()));

    internal static IDataView Shuffle(IDataView input, int seed) => new SourceDataView(input.Schema,
        (active, rand) => input.GetRowCursor(input.Schema.Where(c => active[c.Index]), rand ?? new Random(seed)), input.GetRowCount, canShuffle: true);

    internal static Func<bool> All(Func<bool>[] tests) => () => Array.TrueForAll(tests, test => test());

    internal static Func<bool> InRange(DataViewRow row, DataViewSchema.Column column, double lower, double upper)
    {
        if (column.Type == NumberDataViewType.Double)
        {
            Func<double> exact = Conversions.Reader<double>(row, column);
            return () => exact() is var number && number >= lower && number < upper;
        }
        ValueGetter<float> get = NumberGetters.AsSingle(row, column);
        float value = 0;
        return () =>
        {
            get(ref value);
            return value >= lower && value < upper;
        };
    }

    internal static Func<bool> NotMissing(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type == NumberDataViewType.Single)
            return Test<float>(row, column, value => !float.IsNaN(value));
        if (column.Type == NumberDataViewType.Double)
            return Test<double>(row, column, value => !double.IsNaN(value));
        if (column.Type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single)
            return Test<VBuffer<float>>(row, column, value => !value.GetValues().Contains(float.NaN));
        if (column.Type is KeyDataViewType)
        {
            ValueGetter<ulong> get = NumberGetters.KeyAsUInt64(row, column);
            ulong key = 0;
            return () => { get(ref key); return key != 0; };
        }
        throw Contracts.ExceptParam(nameof(column), $"Column '{column.Name}' has type {column.Type}, which has no missing values");
    }

    private static Func<bool> Test<T>(DataViewRow row, DataViewSchema.Column column, Func<T, bool> test)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default;
        return () => { get(ref value); return test(value); };
    }

    private static SourceDataView Rows(IDataView input, DataViewSchema.Column[] tested, bool canShuffle, Func<long?> count,
        Func<DataViewRowCursor, bool[], DataViewRowCursor> open) => new(input.Schema,
        (active, rand) => open(input.GetRowCursor(input.Schema.Where(c => active[c.Index]).Union(tested), canShuffle ? rand : null), active), count, canShuffle);
}
