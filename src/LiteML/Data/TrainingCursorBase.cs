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
}
