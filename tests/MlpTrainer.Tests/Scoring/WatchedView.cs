using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Scoring;

/// <summary>The tests' own rows as a view that counts what is read of them, fails where it is told to, and gives parallel cursors with batches of their own.</summary>
internal sealed class WatchedView(IDataView rows) : IDataView
{
    private const int BatchRows = 10;

    /// <summary>Rows that cursors have moved to.</summary>
    public int Moves { get; private set; }

    /// <summary>Values read, per column.</summary>
    public Dictionary<string, int> Reads { get; } = [];

    /// <summary>Cursors not disposed of.</summary>
    public int Open { get; private set; }

    /// <summary>Columns that the last cursor was asked for.</summary>
    public string[] Asked { get; private set; } = [];

    /// <summary>Moving to this row fails.</summary>
    public int? FailingMove { get; set; }

    /// <summary>Reading this row's features fails.</summary>
    public int? FailingFeatures { get; set; }

    public DataViewSchema Schema => rows.Schema;

    public bool CanShuffle => rows.CanShuffle;

    public long? GetRowCount() => rows.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => Cursors(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        Cursors(columnsNeeded, Math.Min(n, 3), rand);

    private Cursor[] Cursors(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        Asked = [.. needed.Select(column => column.Name)];
        return [.. Enumerable.Range(0, n).Select(part => new Cursor(this, rows.GetRowCursor(needed, rand is null ? null : new Random(7)), part, n))];
    }

    /// <summary>Every n-th batch of the rows.</summary>
    private sealed class Cursor : DataViewRowCursor
    {
        private readonly WatchedView _view;
        private readonly DataViewRowCursor _rows;
        private readonly int _part, _parts;
        private long _position = -1;
        private bool _isDisposed;

        public Cursor(WatchedView view, DataViewRowCursor rows, int part, int parts)
        {
            (_view, _rows, _part, _parts) = (view, rows, part, parts);
            lock (view)
            {
                view.Open++;
            }
        }

        public override DataViewSchema Schema => _rows.Schema;

        public override long Position => _position;

        public override long Batch => _rows.Position / BatchRows;

        public override bool MoveNext()
        {
            do
            {
                if (!_rows.MoveNext())
                {
                    _position = -1;
                    return false;
                }
            }
            while (Batch % _parts != _part);
            if (_rows.Position == _view.FailingMove)
            {
                throw new IOException("the file ends here");
            }

            _position++;
            lock (_view)
            {
                _view.Moves++;
            }

            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => _rows.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => _rows.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<TValue> getter = _rows.GetGetter<TValue>(column);
            return Read;

            void Read(ref TValue value)
            {
                if (column.Name == "Features" && _rows.Position == _view.FailingFeatures)
                {
                    throw new InvalidDataException("no features here");
                }

                lock (_view)
                {
                    _view.Reads[column.Name] = _view.Reads.GetValueOrDefault(column.Name) + 1;
                }

                getter(ref value);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _rows.Dispose();
                lock (_view)
                {
                    _view.Open--;
                }
            }

            base.Dispose(disposing);
        }
    }
}
