using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Fills <paramref name="value"/> with a column's value in the current row; buffers are reused.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);

/// <summary>Rows and columns that are computed when asked for.</summary>
public interface IDataView
{
    /// <summary>Whether a random generator given to a cursor changes the order of rows.</summary>
    bool CanShuffle { get; }

    /// <summary>The number of rows, or null if it is not known without reading them.</summary>
    long? GetRowCount();

    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    /// <summary>Cursors that share the rows between them; one is always a right answer.</summary>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null);

    DataViewSchema Schema { get; }
}

/// <summary>One row: a position and a getter for each active column.</summary>
public abstract class DataViewRow : IDisposable
{
    /// <summary>The row's number; −1 before the first.</summary>
    public abstract long Position { get; }

    /// <summary>The batch the row came in, for merging parallel cursors.</summary>
    public abstract long Batch { get; }

    public abstract DataViewSchema Schema { get; }

    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    public abstract ValueGetter<DataViewRowId> GetIdGetter();

    public abstract bool IsColumnActive(DataViewSchema.Column column);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}

/// <summary>A row that moves: the same getters give the next row's values after <see cref="MoveNext"/>.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    public abstract bool MoveNext();
}
