using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Scoring;

/// <summary>A cursor's rows, presented one by one; once a score is asked for, that row and those behind it are read ahead and scored together.</summary>
/// <remarks>
/// <para>A block holds at most <see cref="Engine.BlockScorer.MostRows"/> rows, fewer of very wide networks, and starts with a few, so that whoever stops early has not
/// paid for many; it ends with the input's batch, since ML.NET puts parallel cursors' rows in order by it. Without a score asked for, nothing is read ahead.</para>
/// <para>What the input throws while it reads ahead is thrown when its row's turn comes: from <see cref="MoveNext"/>, or from the getters of that row, which then
/// reads once more.</para>
/// </remarks>
internal sealed class RowsAhead : DataViewRow
{
    private const int FirstBlock = 4;

    private readonly DataViewRowCursor _input;
    private readonly ScoresAhead _scores;
    private readonly Dictionary<int, AheadColumn> _columns = [];
    private readonly AheadColumn<DataViewRowId> _ids;
    private readonly long[] _positions;
    private int _limit = FirstBlock, _count, _place;
    private long _batch;
    private bool _hasNext, _ended;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Binds a row mapper to the rows.</summary>
    /// <param name="input">The cursor, not yet moved.</param>
    /// <param name="kept">Its columns that are passed on.</param>
    /// <param name="mapper">What adds the scores' columns.</param>
    /// <param name="active">The mapper's columns that are asked for.</param>
    public RowsAhead(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> kept, IRowToRowMapper mapper, IReadOnlyList<DataViewSchema.Column> active)
    {
        _input = input;
        _scores = new ScoresAhead(this);
        Mapped = _scores.Bind(() => mapper.GetRow(this, active));
        _positions = new long[Room];
        _ids = new AheadColumn<DataViewRowId>(this, input.GetIdGetter());
        foreach (DataViewSchema.Column column in kept)
        {
            _columns.Add(column.Index, AheadColumn.Of(this, input, column));
        }
    }

    /// <summary>The presented row with the mapper's columns.</summary>
    public DataViewRow Mapped { get; }

    /// <summary>Rows of a block, at most.</summary>
    public int Room => _scores.Room;

    /// <summary>The presented row's place in the block; null if it was not read ahead but is the input's own.</summary>
    public int? Place => _count > 0 ? _place : null;

    public override DataViewSchema Schema => _input.Schema;

    public override long Position => _count > 0 ? _positions[_place] : _ended ? -1 : _input.Position;

    public override long Batch => _count > 0 ? _batch : _input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ValueGetter<DataViewRowId>)_ids.Getter;

    public override bool IsColumnActive(DataViewSchema.Column column) => _input.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (_columns.TryGetValue(column.Index, out AheadColumn? kept) && kept.Getter is ValueGetter<TValue> getter)
        {
            return getter;
        }

        ValueGetter<TValue> source = _input.GetGetter<TValue>(column);
        return ScoresAhead.Bound == _scores ? (ValueGetter<TValue>)_scores.Read((ValueGetter<VBuffer<float>>)(Delegate)source) : source;
    }

    public bool MoveNext()
    {
        if (_place + 1 < _count)
        {
            _place++;
            return true;
        }

        (_count, _place) = (0, 0);
        (ExceptionDispatchInfo? failure, _failure) = (_failure, null);
        failure?.Throw();
        bool hasNext = !_ended && (_hasNext || _input.MoveNext());
        (_hasNext, _ended) = (false, !hasNext);
        return hasNext;
    }

    /// <summary>Reads a block from the presented row on and scores it; returns that row's place.</summary>
    public int ReadAhead()
    {
        _scores.Clear();
        Read(0);
        _batch = _input.Batch;
        int rows = 1;
        while (rows < Math.Min(_limit, Room) && TryMoveNext() && TryRead(rows))
        {
            rows++;
            _hasNext = false;
        }

        _scores.Run();
        (_count, _place, _limit) = (rows, 0, Math.Min(2 * _limit, Room));
        return 0;
    }

    private bool TryMoveNext()
    {
        try
        {
            _hasNext = _input.MoveNext();
            _ended = !_hasNext;
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }

        return _hasNext && _input.Batch == _batch;
    }

    private bool TryRead(int place)
    {
        try
        {
            Read(place);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void Read(int place)
    {
        foreach (AheadColumn column in _columns.Values)
        {
            column.Read(place);
        }

        _ids.Read(place);
        _positions[place] = _input.Position;
        _scores.Add();
    }
}
