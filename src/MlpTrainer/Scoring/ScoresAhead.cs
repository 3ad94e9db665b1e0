using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;

namespace MlpTrainer.Scoring;

/// <summary>The scores of rows that were read ahead, which a model's mapper then takes from here instead of computing them.</summary>
/// <remarks>
/// ML.NET asks a model for its mapper while a row is bound, on the same thread. What a mapper's score becomes next (probability, predicted label, annotations) stays
/// ML.NET's own, and with it the same bits. Rows bound elsewhere, such as a prediction engine's, are mapped one by one.
/// </remarks>
internal sealed class ScoresAhead(RowsAhead rows)
{
    [ThreadStatic]
    private static ScoresAhead? s_bound;

    private ValueGetter<VBuffer<float>>? _source;
    private VBuffer<float> _features;
    private BlockScorer? _block;
    private VectorRule? _rule;
    private long _checked;
    private bool _oneByOne;

    /// <summary>Whose scores the mapper that is asked for now should give; null for none: it computes its own.</summary>
    public static ScoresAhead? Bound => s_bound;

    /// <summary>Binds a row whose mapper takes the scores from here.</summary>
    public DataViewRow Bind(Func<DataViewRow> bind)
    {
        s_bound = this;
        try
        {
            return bind();
        }
        finally
        {
            s_bound = null;
        }
    }

    /// <summary>Rows that a block has room for; known once the mapper was asked for.</summary>
    public int Room => _block!.Room;

    /// <summary>What the mapper's features are read by. Whoever binds the mapper gets a getter that reads nothing.</summary>
    public Delegate Read(ValueGetter<VBuffer<float>> source)
    {
        _source = source;
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> _) => { });
    }

    /// <summary>The mapper of a model of one number or of a vector.</summary>
    /// <param name="network">The model's network.</param>
    /// <param name="isLogit">Whether its score comes before the link.</param>
    /// <param name="isVector">Whether it is a vector.</param>
    /// <param name="rule">What its features must be.</param>
    public Delegate Mapper(TrainedNetwork network, bool isLogit, bool isVector, VectorRule rule)
    {
        (_block, _rule) = (new BlockScorer(network, isLogit), rule);
        return isVector ? (ValueMapper<VBuffer<float>, VBuffer<float>>)Vector : (ValueMapper<VBuffer<float>, float>)Number;

        void Number(in VBuffer<float> features, ref float score) => score = Score()[0];

        void Vector(in VBuffer<float> features, ref VBuffer<float> score)
        {
            ReadOnlySpan<float> values = Score();
            VBufferEditor<float> editor = VBufferEditor.Create(ref score, values.Length);
            values.CopyTo(editor.Values);
            score = editor.Commit();
        }
    }

    /// <summary>Starts a new block.</summary>
    public void Clear() => _block!.Clear();

    /// <summary>Takes the row that the input stands at into the block.</summary>
    public void Add()
    {
        _source!(ref _features);
        _rule!.Check(_features, _checked);
        if (_features.IsDense)
        {
            _block!.Add(_features.GetValues());
        }
        else
        {
            _block!.Add(_features.GetIndices(), _features.GetValues());
        }

        _checked++;
    }

    /// <summary>Scores the block. What a user's activation throws for one of its rows is thrown when that row's score is asked for.</summary>
    public void Run()
    {
        try
        {
            _block!.Run();
            _oneByOne = false;
        }
        catch (Exception)
        {
            _oneByOne = true;
        }
    }

    private ReadOnlySpan<float> Score()
    {
        int row = rows.Place ?? rows.ReadAhead();
        if (_oneByOne)
        {
            _block!.Run(row);
        }

        return _block!.Score(row);
    }
}
