using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>Rows in memory as ML.NET reads them: a column is an array of numbers, Single, or of texts.</summary>
internal sealed class MemoryTable : IDataView
{
    private readonly Array[] _columns;
    private readonly int[]? _rows;                                          // null: all, in their order

    /// <param name="schema">Columns of Single and of text alone.</param>
    /// <param name="columns">For each a float[] or string[]; all of one length.</param>
    /// <param name="rows">Which rows there are; null: all.</param>
    public MemoryTable(DataViewSchema schema, Array[] columns, int[]? rows = null) => (Schema, _columns, _rows) = (schema, columns, rows);

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public int Count => _rows?.Length ?? (_columns.Length == 0 ? 0 : _columns[0].Length);

    /// <summary>Some of the rows.</summary>
    public MemoryTable Subset(int[] rows) => new(Schema, _columns, [.. rows.Select(row => _rows?[row] ?? row)]);

    /// <summary>A column's texts.</summary>
    public IEnumerable<string> Texts(string column) => Enumerable.Range(0, Count).Select(row => ((string[])_columns[Schema[column].Index])[_rows?[row] ?? row]);

    /// <summary>A column's numbers.</summary>
    public IEnumerable<float> Numbers(string column) => Enumerable.Range(0, Count).Select(row => ((float[])_columns[Schema[column].Index])[_rows?[row] ?? row]);

    public long? GetRowCount() => Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(MemoryTable table, IEnumerable<DataViewSchema.Column> needed) : DataViewRowCursor
    {
        private readonly HashSet<int> _active = [.. needed.Select(column => column.Index)];
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => table.Schema;

        private int Row => table._rows?[_position] ?? (int)_position;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override bool MoveNext()
        {
            _position++;
            return _position < table.Count;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = table._columns[column.Index] switch
            {
                float[] numbers => (ValueGetter<float>)((ref float value) => value = numbers[Row]),
                string[] texts => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = texts[Row].AsMemory()),
                _ => throw new InvalidOperationException($"Column '{column.Name}' is neither of numbers nor of texts."),
            };
            return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, but {typeof(TValue).Name} was asked for.");
        }
    }
}
