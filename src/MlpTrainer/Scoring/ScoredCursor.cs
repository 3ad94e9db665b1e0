using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Scoring;

/// <summary>A cursor over a <see cref="ScoredView"/>: the input's rows with their scores.</summary>
internal sealed class ScoredCursor(DataViewSchema schema, DataViewRowCursor input, RowsAhead rows, HashSet<int> active) : DataViewRowCursor
{
    private bool _isDisposed;

    public override DataViewSchema Schema => schema;

    public override long Position => _isDisposed ? -1 : rows.Position;

    public override long Batch => rows.Batch;

    public override bool MoveNext() => !_isDisposed && rows.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => IsColumnActive(column)
        ? rows.Mapped.GetGetter<TValue>(column)
        : throw new ArgumentException($"Column '{column.Name}' must be one that the cursor was asked for, but was not. Name it in GetRowCursor.", nameof(column));

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            rows.Mapped.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
