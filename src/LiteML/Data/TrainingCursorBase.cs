using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A pass over training data that skips and counts rows with bad values.</summary>
public abstract class TrainingCursorBase : IDisposable
{
    private readonly DataViewRowCursor _input;
    private readonly Action<CursOpt> _signal;

    /// <param name="input">The rows.</param>
    /// <param name="signal">Told at the end which kinds of bad values there were none of.</param>
    protected TrainingCursorBase(DataViewRowCursor input, Action<CursOpt> signal)
    {
        Contracts.CheckValue(input, nameof(input));
        _input = input;
        _signal = signal;
    }

    public DataViewRow Row => _input;

    public long KeptRowCount { get; private set; }

    public long SkippedRowCount { get; private set; }

    /// <summary>Goes to the next good row.</summary>
    public bool MoveNext()
    {
        while (_input.MoveNext())
        {
            if (Accept())
            {
                KeptRowCount++;
                return true;
            }
            SkippedRowCount++;
        }
        _signal?.Invoke(CursoringCompleteFlags());
        return false;
    }

    /// <summary>Reads the row's values and says whether they are good.</summary>
    public virtual bool Accept() => true;

    /// <summary>The checks that a further pass over the same data can leave out.</summary>
    protected virtual CursOpt CursoringCompleteFlags() => 0;

    protected static DataViewRowCursor CreateCursor(RoleMappedData data, CursOpt opt, Random rand, params int[] extraCols) =>
        data.CreateRowCursor(opt, rand, extraCols);

    public void Dispose()
    {
        _input.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the cursors of several passes; after a clean pass the next checks no more.</summary>
    public abstract class FactoryBase<TCurs> where TCurs : TrainingCursorBase
    {
        private uint _options;

        protected FactoryBase(RoleMappedData data, CursOpt opt)
        {
            Contracts.CheckValue(data, nameof(data));
            Data = data;
            _options = (uint)opt;
        }

        public RoleMappedData Data { get; }

        private CursOpt Options => (CursOpt)Volatile.Read(ref _options);

        public TCurs Create(Random rand = null, params int[] extraCols) =>
            CreateCursorCore(Data.CreateRowCursor(Options, rand, extraCols), Data, Options, clean => Interlocked.Or(ref _options, (uint)clean));

        /// <summary>Cursors that share the rows between them.</summary>
        public TCurs[] CreateSet(int n, Random rand = null, params int[] extraCols)
        {
            DataViewRowCursor[] inputs = Data.CreateRowCursorSet(Options, n, rand, extraCols);
            int running = inputs.Length;
            uint clean = uint.MaxValue;
            return Array.ConvertAll(inputs, input => CreateCursorCore(input, Data, Options, flags =>
            {
                Interlocked.And(ref clean, (uint)flags);
                if (Interlocked.Decrement(ref running) == 0)
                    Interlocked.Or(ref _options, clean);
            }));
        }

        protected abstract TCurs CreateCursorCore(DataViewRowCursor input, RoleMappedData data, CursOpt opt, Action<CursOpt> signal);
    }
}
