namespace Microsoft.ML.Data;

/// <summary>A view made of a schema and a function that opens a cursor on given columns.</summary>
internal sealed class SourceDataView : IDataView
{
    private readonly DataViewSchema _schema;
    private readonly Func<bool[], Random, DataViewRowCursor> _open;
    private readonly Func<long?> _rowCount;
    private readonly bool _canShuffle;

    internal SourceDataView(DataViewSchema schema, Func<bool[], Random, DataViewRowCursor> open, Func<long?> rowCount, bool canShuffle)
    {
        _schema = schema;
        _open = open;
        _rowCount = rowCount;
        _canShuffle = canShuffle;
    }

    DataViewSchema IDataView.Schema => _schema;

    bool IDataView.CanShuffle => _canShuffle;

    long? IDataView.GetRowCount() => _rowCount();

    DataViewRowCursor IDataView.GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand) =>
        _open(RowCursors.Active(_schema, columnsNeeded), rand);

    DataViewRowCursor[] IDataView.GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand) =>
        [_open(RowCursors.Active(_schema, columnsNeeded), rand)];
}
