namespace Microsoft.ML.Data;

/// <summary>Cursors made of rows.</summary>
internal static class CursorsOfRows
{
    /// <summary>A cursor that moves with a source and has the values of a row that stands on it.</summary>
    internal static DataViewRowCursor Over(DataViewRowCursor source, DataViewRow row) => new Cursor(source, row);

    private sealed class Cursor(DataViewRowCursor source, DataViewRow row) : DataViewRowCursor
    {
        public override DataViewSchema Schema => row.Schema;

        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override bool MoveNext() => source.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => row.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                row.Dispose();
            base.Dispose(disposing);
        }
    }
}
