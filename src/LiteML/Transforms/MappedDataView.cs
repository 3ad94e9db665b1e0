using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A data view with a row mapper's columns added at the end.</summary>
internal sealed class MappedDataView(IDataView source, IRowMapper mapper) : IDataView
{
    private readonly MappedColumns _columns = new(source.Schema, mapper);

    public DataViewSchema Schema => _columns.Schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = _columns.Active(columnsNeeded);
        return new MappedCursor(source.GetRowCursor(_columns.SourceColumns(active), rand), _columns, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = _columns.Active(columnsNeeded);
        var cursors = source.GetRowCursorSet(_columns.SourceColumns(active), n, rand);
        return Array.ConvertAll(cursors, c => (DataViewRowCursor)new MappedCursor(c, _columns, active));
    }
}

/// <summary>The columns of a source followed by those of a mapper.</summary>
internal sealed class MappedColumns
{
    private readonly IRowMapper _mapper;

    internal MappedColumns(DataViewSchema source, IRowMapper mapper)
    {
        Source = source;
        _mapper = mapper;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(source);
        builder.AddColumns(mapper.GetOutputColumns());
        Schema = builder.ToSchema();
    }

    internal DataViewSchema Source { get; }

    internal DataViewSchema Schema { get; }

    internal bool[] Active(IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        var active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
        {
            active[column.Index] = true;
        }

        return active;
    }

    /// <summary>The source's columns that are asked for, and those that the mapper's active columns need.</summary>
    internal IEnumerable<DataViewSchema.Column> SourceColumns(bool[] active)
    {
        var needed = _mapper.GetDependencies(i => active[Source.Count + i]);
        return Source.Where(c => active[c.Index] || needed(c.Index)).ToArray();
    }

    internal Delegate[] MakeGetters(DataViewRow input, bool[] active, out Action disposer) =>
        _mapper.CreateGetters(input, i => active[Source.Count + i], out disposer);
}

/// <summary>A source row with the mapper's values.</summary>
internal sealed class MappedRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly MappedColumns _columns;
    private readonly bool[] _active;
    private readonly Delegate[] _getters;
    private readonly Action _disposer;

    internal MappedRow(DataViewRow input, MappedColumns columns, bool[] active)
    {
        _input = input;
        _columns = columns;
        _active = active;
        _getters = columns.MakeGetters(input, active, out _disposer);
    }

    public override DataViewSchema Schema => _columns.Schema;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Contracts.CheckParam(column.Index < _active.Length && _active[column.Index], nameof(column), "requested column not active");
        if (column.Index < _columns.Source.Count)
        {
            return _input.GetGetter<TValue>(_columns.Source[column.Index]);
        }

        var getter = _getters[column.Index - _columns.Source.Count];
        return getter as ValueGetter<TValue>
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

/// <summary>A source cursor with the mapper's values.</summary>
internal sealed class MappedCursor(DataViewRowCursor source, MappedColumns columns, bool[] active) : DataViewRowCursor
{
    private readonly MappedRow _row = new(source, columns, active);

    public override DataViewSchema Schema => _row.Schema;

    public override long Position => source.Position;

    public override long Batch => source.Batch;

    public override bool MoveNext() => source.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _row.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _row.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>The same for a single row, as a prediction engine wants it.</summary>
internal sealed class MappedRowToRow(DataViewSchema input, IRowMapper mapper) : IRowToRowMapper
{
    private readonly MappedColumns _columns = new(input, mapper);

    public DataViewSchema InputSchema => _columns.Source;

    public DataViewSchema OutputSchema => _columns.Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        _columns.SourceColumns(_columns.Active(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new MappedRow(input, _columns, _columns.Active(activeColumns));
}
