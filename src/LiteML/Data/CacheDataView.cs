namespace Microsoft.ML.Data;

/// <summary>Keeps columns in memory: a column is read from the source the first time it is asked for.</summary>
internal sealed class CacheDataView : IDataView
{
    private readonly IDataView _source;
    private readonly Column[] _columns;
    private readonly HashSet<int> _prefetch;
    private readonly Lock _filling = new();
    private int _rowCount = -1;

    internal CacheDataView(IDataView source, string[] columnsToPrefetch)
    {
        _source = source;
        _prefetch = columnsToPrefetch.Select(name => source.Schema[name].Index).ToHashSet();
        _columns = source.Schema.Select(c => GenericCall.Invoke<Column>(MakeColumn<int>, c.Type.RawType)).ToArray();
    }

    DataViewSchema IDataView.Schema => _source.Schema;

    bool IDataView.CanShuffle => true;

    long? IDataView.GetRowCount() => _rowCount >= 0 ? _rowCount : _source.GetRowCount();

    DataViewRowCursor IDataView.GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand)
    {
        bool[] active = RowCursors.Active(_source.Schema, columnsNeeded);
        Fill(active);
        int[] order = rand is null ? null : Enumerable.Range(0, _rowCount).ToArray();
        rand?.Shuffle(order);
        int position = -1;
        int Row() => order is null ? position : order[position];
        return RowCursors.Create(_source.Schema, active, () => ++position < _rowCount, index => _columns[index].Getter(Row),
            rowId: (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row(), 0));
    }

    DataViewRowCursor[] IDataView.GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand) =>
        [((IDataView)this).GetRowCursor(columnsNeeded, rand)];

    private void Fill(bool[] active)
    {
        lock (_filling)
        {
            DataViewSchema.Column[] missing = _source.Schema.Where(c => (active[c.Index] || _prefetch.Contains(c.Index)) && !_columns[c.Index].IsFilled).ToArray();
            if (missing.Length == 0 && _rowCount >= 0)
                return;
            using DataViewRowCursor cursor = _source.GetRowCursor(missing);
            Action[] keep = Array.ConvertAll(missing, c => _columns[c.Index].Keeper(cursor, c));     // throws away what a failed pass left
            int rows = 0;
            for (; cursor.MoveNext(); rows++)
                foreach (Action keepValue in keep)
                    keepValue();
            foreach (DataViewSchema.Column column in missing)
                _columns[column.Index].IsFilled = true;
            _rowCount = rows;
        }
    }

    private static Column MakeColumn<T>() => new Column<T>();

    private abstract class Column
    {
        public bool IsFilled { get; set; }

        /// <summary>An action that keeps the current row's value.</summary>
        public abstract Action Keeper(DataViewRow row, DataViewSchema.Column column);

        public abstract Delegate Getter(Func<int> row);
    }

    private sealed class Column<T> : Column
    {
        private List<T> _values;

        public override Action Keeper(DataViewRow row, DataViewSchema.Column column)
        {
            ValueGetter<T> get = row.GetGetter<T>(column);
            List<T> values = _values = [];
            return () =>
            {
                T value = default;
                get(ref value);
                values.Add(value);
            };
        }

        public override Delegate Getter(Func<int> row) => Vectors.Copier<T>() is { } copy
            ? (ValueGetter<T>)((ref T value) => copy(_values[row()], ref value))
            : (ref T value) => value = _values[row()];
    }
}
