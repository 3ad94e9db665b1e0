using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Makes cursors out of functions.</summary>
internal static class RowCursors
{
    /// <summary>A cursor over rows that <paramref name="moveNext"/> brings one by one.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="active">Which columns are asked for.</param>
    /// <param name="moveNext">Goes to the next row.</param>
    /// <param name="makeGetter">Makes a column's getter of the current row; called once per column.</param>
    /// <param name="dispose">Called at the end.</param>
    /// <param name="rowId">The current row's identity; by default its position.</param>
    internal static DataViewRowCursor Create(DataViewSchema schema, bool[] active, Func<bool> moveNext, Func<int, Delegate> makeGetter,
        Action dispose = null, ValueGetter<DataViewRowId> rowId = null) => new Cursor(schema, active, moveNext, makeGetter, dispose, rowId);

    /// <summary>A cursor over those rows of the input that are accepted.</summary>
    internal static DataViewRowCursor Filter(DataViewRowCursor input, bool[] active, Func<bool> accept) => Create(input.Schema, active,
        () =>
        {
            while (input.MoveNext())
                if (accept())
                    return true;
            return false;
        },
        index => Getter(input, input.Schema[index]), input.Dispose, input.GetIdGetter());

    /// <summary>A flag for each column of the schema: whether it is among the needed.</summary>
    internal static bool[] Active(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        var active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
            active[column.Index] = true;
        return active;
    }

    /// <summary>The getter of a column whose type is known only at run time.</summary>
    internal static Delegate Getter(DataViewRow row, DataViewSchema.Column column) => GenericCall.Invoke<Delegate>(s_typedGetter, column.Type.RawType, row, column);

    private static readonly Func<DataViewRow, DataViewSchema.Column, Delegate> s_typedGetter = TypedGetter<int>;

    private static Delegate TypedGetter<T>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<T>(column);

    private sealed class Cursor(DataViewSchema schema, bool[] active, Func<bool> moveNext, Func<int, Delegate> makeGetter, Action dispose,
        ValueGetter<DataViewRowId> rowId) : DataViewRowCursor
    {
        private readonly Delegate[] _getters = new Delegate[schema.Count];
        private long _position = -1;
        private bool _ended;

        public override DataViewSchema Schema => schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            if (!_ended && moveNext())
            {
                _position++;
                return true;
            }
            Dispose();
            return false;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index >= active.Length || !active[column.Index])
                throw Contracts.ExceptParam(nameof(column), $"Column '{column.Name}' is not active in this cursor");
            return (_getters[column.Index] ??= makeGetter(column.Index)) as ValueGetter<TValue>
                ?? throw Contracts.Except($"Invalid TValue in GetGetter: '{typeof(TValue)}', column '{column.Name}' has type {column.Type}");
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            rowId ?? ((ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0));

        protected override void Dispose(bool disposing)
        {
            _position = -1;
            if (!_ended)
                dispose?.Invoke();
            _ended = true;
        }
    }
}
