using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A cursor that makes its own rows: it counts them, and derived classes fetch them.</summary>
public abstract class RootCursorBase : DataViewRowCursor
{
    private long _position = -1;
    private bool _ended;

    protected RootCursorBase(IChannelProvider provider) => Contracts.CheckValue(provider, nameof(provider));

    public sealed override long Position => _position;

    /// <summary>Whether the cursor stands on a row.</summary>
    protected bool IsGood => _position >= 0;

    public sealed override bool MoveNext()
    {
        if (!_ended && MoveNextCore())
        {
            _position++;
            return true;
        }
        if (!_ended)
            Dispose();
        return false;
    }

    /// <summary>Goes to the next row, if there is one.</summary>
    protected abstract bool MoveNextCore();

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        _position = -1;
        base.Dispose(disposing);
    }
}

/// <summary>A cursor that has exactly its input's rows.</summary>
public abstract class SynchronizedCursorBase : DataViewRowCursor
{
    protected SynchronizedCursorBase(IChannelProvider provider, DataViewRowCursor input)
    {
        Contracts.CheckValue(provider, nameof(provider));
        Input = input;
    }

    protected DataViewRowCursor Input { get; }

    protected bool IsGood => Input.Position >= 0;

    public sealed override long Position => Input.Position;

    public sealed override long Batch => Input.Batch;

    public sealed override bool MoveNext() => Input.MoveNext();

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Input.Dispose();
        base.Dispose(disposing);
    }
}
