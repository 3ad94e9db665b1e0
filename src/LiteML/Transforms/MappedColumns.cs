using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The columns of a source and those of a row mapper: as a schema, as a data view, and as a map of single rows.</summary>
/// <remarks>An added column follows the column of its name that it hides; new names come last.</remarks>
internal sealed class MappedColumns
{
    private readonly DataViewSchema _source;
    private readonly IRowMapper _mapper;

    /// <summary>For each column its index in the source, or −1 − its index among the mapper's.</summary>
    private readonly int[] _origins;

    /// <summary>For each of the mapper's columns its index in the schema.</summary>
    private readonly int[] _places;

    private MappedColumns(DataViewSchema source, IRowMapper mapper)
    {
        _source = source;
        _mapper = mapper;
        var added = mapper.GetOutputColumns();
        var names = added.Select((column, i) => (column.Name, Origin: -1 - i)).ToLookup(a => a.Name, a => a.Origin);
        var overriding = source.SelectMany(c => c.IsHidden ? [c.Index] : names[c.Name].Prepend(c.Index));
        _origins = [.. overriding.Concat(names.Where(n => source.GetColumnOrNull(n.Key) == null).SelectMany(n => n))];
        _places = added.Select((_, i) => Array.IndexOf(_origins, -1 - i)).ToArray();
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_origins.Select(o => o >= 0 ? new DataViewSchema.DetachedColumn(source[o]) : added[-1 - o]));
        Schema = builder.ToSchema();
    }

    private DataViewSchema Schema { get; }

    internal static DataViewSchema SchemaOf(DataViewSchema source, IRowMapper mapper) => new MappedColumns(source, mapper).Schema;

    internal static IDataView View(IDataView source, IRowMapper mapper) => new MappedView(source, new(source.Schema, mapper));

    internal static IRowToRowMapper Rows(DataViewSchema source, IRowMapper mapper) => new RowToRow(new(source, mapper));

    private bool[] Active(IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        var active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
            active[column.Index] = true;
        return active;
    }

    /// <summary>The source's columns that are asked for, and those that the mapper's active columns need.</summary>
    private DataViewSchema.Column[] SourceColumns(bool[] active)
    {
        var needed = _mapper.GetDependencies(i => active[_places[i]]);
        var asked = _origins.Where((origin, i) => origin >= 0 && active[i]).ToHashSet();
        return _source.Where(c => asked.Contains(c.Index) || needed(c.Index)).ToArray();
    }

    private sealed class MappedView(IDataView source, MappedColumns columns) : IDataView
    {
        public DataViewSchema Schema => columns.Schema;

        public bool CanShuffle => source.CanShuffle;

        public long? GetRowCount() => source.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        {
            var active = columns.Active(columnsNeeded);
            return Cursor(source.GetRowCursor(columns.SourceColumns(active), rand), columns, active);
        }

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        {
            var active = columns.Active(columnsNeeded);
            var cursors = source.GetRowCursorSet(columns.SourceColumns(active), n, rand);
            return Array.ConvertAll(cursors, c => Cursor(c, columns, active));
        }
    }

    /// <summary>What a prediction engine asks for.</summary>
    private sealed class RowToRow(MappedColumns columns) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => columns._source;

        public DataViewSchema OutputSchema => columns.Schema;

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
            columns.SourceColumns(columns.Active(dependingColumns));

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
            new MappedRow(input, columns, columns.Active(activeColumns));
    }

    private static DataViewRowCursor Cursor(DataViewRowCursor source, MappedColumns columns, bool[] active) =>
        CursorsOfRows.Over(source, new MappedRow(source, columns, active));

    private sealed class MappedRow : DataViewRow
    {
        private readonly DataViewRow _input;
        private readonly MappedColumns _columns;
        private readonly bool[] _active;
        private readonly Delegate[] _getters;
        private readonly Action _disposer;

        public MappedRow(DataViewRow input, MappedColumns columns, bool[] active)
        {
            _input = input;
            _columns = columns;
            _active = active;
            _getters = columns._mapper.CreateGetters(input, i => active[columns._places[i]], out _disposer);
        }

        public override DataViewSchema Schema => _columns.Schema;

        public override long Position => _input.Position;

        public override long Batch => _input.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(column.Index < _active.Length && _active[column.Index], nameof(column), "requested column not active");
            var origin = _columns._origins[column.Index];
            if (origin >= 0)
                return _input.GetGetter<TValue>(_columns._source[origin]);
            return _getters[-1 - origin] as ValueGetter<TValue>
                ?? throw Contracts.Except($"Invalid TValue in GetGetter: '{typeof(TValue)}', expected '{column.Type.RawType}'");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _disposer?.Invoke();
                _input.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
