using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;
using MlpTrainer.Tests.Ecosystem;
using MlpTrainer.Tests.Model;

namespace MlpTrainer.Tests.Scoring;

/// <summary>How far a cursor reads ahead, and what becomes of rows that cannot be read.</summary>
public class RowsAheadTests
{
    private const int Rows = 333, MostAhead = 63;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly WatchedView _watched;
    private readonly IDataView _view, _expected;

    public RowsAheadTests()
    {
        IDataView rows = Example.View(_mlContext, Rows);
        TwoWays models = TwoWays.Of(_mlContext, "regression", rows);
        _watched = new WatchedView(rows);
        (_view, _expected) = (models.InBlocks.Transform(_watched), models.RowByRow.Transform(rows));
    }

    [Fact]
    public void OnlyAScoreThatIsAskedForReadsAhead()
    {
        using DataViewRowCursor cursor = Cursor("Score", "Number");
        ValueGetter<float> score = cursor.GetGetter<float>(_view.Schema["Score"]), number = cursor.GetGetter<float>(_view.Schema["Number"]);
        float value = 0;
        for (int row = 0; row < 100; row++)
        {
            Assert.True(cursor.MoveNext());
            number(ref value);
        }

        Assert.Equal(100, _watched.Moves);
        Assert.Equal(["Number"], _watched.Reads.Keys);
        score(ref value);
        Assert.Equal(Column.Floats(_expected)[99], value);
        Assert.InRange(_watched.Moves, 101, 100 + MostAhead);
    }

    /// <summary>No further than as many rows as were scored, and 63 at most.</summary>
    [Fact]
    public void ReadingAheadStartsSmallAndIsBounded()
    {
        using DataViewRowCursor cursor = Cursor("Score");
        ValueGetter<float> score = cursor.GetGetter<float>(_view.Schema["Score"]);
        float value = 0;
        for (int row = 0; row < 300 && cursor.MoveNext(); row++)
        {
            score(ref value);
            Assert.InRange(_watched.Moves, row + 1, row + 1 + Math.Min(row + 3, MostAhead));
        }

        Assert.True(_watched.Open == 1);
    }

    [Fact]
    public void AnEarlyStopGivesTheRowsUpToIt()
    {
        Assert.Equal(Column.Floats(_expected)[..7], Column.Floats(_mlContext.Data.TakeRows(_view, 7)));
        Assert.InRange(_watched.Moves, 7, 7 + 7 + 3);
        Assert.Equal(0, _watched.Open);
    }

    [Fact]
    public void ARowThatCannotBeReachedFailsInItsTurn()
    {
        _watched.FailingMove = 40;
        using DataViewRowCursor cursor = Cursor("Score");
        ValueGetter<float> score = cursor.GetGetter<float>(_view.Schema["Score"]);
        float[] expected = Column.Floats(_expected);
        float value = 0;
        for (int row = 0; row < 40; row++)
        {
            Assert.True(cursor.MoveNext());
            score(ref value);
            Assert.Equal(expected[row], value);
        }

        Assert.Equal("the file ends here", Assert.Throws<IOException>(() => cursor.MoveNext()).Message);
    }

    /// <summary>Its other columns can be read, and so can the rows behind it.</summary>
    [Fact]
    public void ARowWithoutFeaturesFailsWhereItsScoreIsAskedFor()
    {
        _watched.FailingFeatures = 40;
        using DataViewRowCursor cursor = Cursor("Score", "Number");
        ValueGetter<float> score = cursor.GetGetter<float>(_view.Schema["Score"]), number = cursor.GetGetter<float>(_view.Schema["Number"]);
        float[] expected = Column.Floats(_expected), numbers = Column.Floats(_expected, "Number");
        float value = 0;
        for (int row = 0; row < Rows; row++)
        {
            Assert.True(cursor.MoveNext());
            if (row == 40)
            {
                Assert.Equal("no features here", Assert.Throws<InvalidDataException>(() => score(ref value)).Message);
            }
            else
            {
                score(ref value);
                Assert.Equal(expected[row], value);
            }

            number(ref value);
            Assert.Equal(numbers[row], value);
            Assert.Equal(row, cursor.Position);
        }

        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void IdentitiesAreThoseOfTheRowsWhenEverTheyAreAskedFor()
    {
        List<DataViewRowId> expected = [], actual = [];
        using DataViewRowCursor plain = _watched.GetRowCursor([]);
        ValueGetter<DataViewRowId> plainId = plain.GetIdGetter();
        using DataViewRowCursor cursor = Cursor("Score");
        ValueGetter<float> score = cursor.GetGetter<float>(_view.Schema["Score"]);
        for (int row = 0; plain.MoveNext() && cursor.MoveNext(); row++)
        {
            DataViewRowId one = default, other = default;
            float value = 0;
            plainId(ref one);
            if (row % 3 > 0)
            {
                score(ref value);
            }

            cursor.GetIdGetter()(ref other);
            expected.Add(one);
            actual.Add(other);
            Assert.Equal(plain.Batch, cursor.Batch);
        }

        Assert.Equal(Rows, actual.Count);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void AfterItsEndACursorStaysAtItsEnd()
    {
        DataViewRowCursor cursor = Cursor("Score");
        while (cursor.MoveNext())
        {
        }

        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        cursor.Dispose();
        cursor.Dispose();
        Assert.False(cursor.MoveNext());
        Assert.Equal(0, _watched.Open);
    }

    [Fact]
    public void WhatAnActivationThrowsForARowIsThrownForItsScore()
    {
        var shape = new NetworkShape(3, [1, 1], [new Picky(), Activation.Identity], hasBiases: false);
        var network = new TrainedNetwork(shape, [0f, 0f, 1f, 1f]);
        IDataView view = Small.Regression(_mlContext).TransformerOf(network, HandMade.Training(), _watched.Schema).Transform(_watched);
        float[][] features = Column.Vectors(_watched, "Features");
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Score"]]);
        ValueGetter<float> score = cursor.GetGetter<float>(view.Schema["Score"]);
        int failed = 0;
        for (int row = 0; cursor.MoveNext(); row++)
        {
            float value = 0;
            if (features[row][2] > Picky.Most)
            {
                failed++;
                Assert.Throws<NotSupportedException>(() => score(ref value));
            }
            else
            {
                score(ref value);
                Assert.Equal(features[row][2], value);
            }
        }

        Assert.InRange(failed, 3, Rows - 3);
    }

    /// <summary>Refuses large numbers.</summary>
    private sealed class Picky : Activation
    {
        public const float Most = 90;

        public override string Name => "picky";

        public override void Forward(ReadOnlySpan<float> z, Span<float> a)
        {
            foreach (float value in z)
            {
                if (value > Most)
                {
                    throw new NotSupportedException("too large");
                }
            }

            z.CopyTo(a);
        }

        public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
        {
        }
    }

    /// <summary>Scores of vectors that are kept belong to whoever keeps them.</summary>
    [Fact]
    public void VectorsAreCopies()
    {
        using DataViewRowCursor cursor = Cursor("Score", "Features");
        ValueGetter<float> score = cursor.GetGetter<float>(_view.Schema["Score"]);
        ValueGetter<VBuffer<float>> features = cursor.GetGetter<VBuffer<float>>(_view.Schema["Features"]);
        float value = 0;
        VBuffer<float> first = default, again = default;
        Assert.True(cursor.MoveNext());
        score(ref value);
        features(ref first);
        VBufferEditor.CreateFromBuffer(ref first).Values.Fill(float.NaN);
        features(ref again);
        Assert.Equal(Column.Vectors(_expected, "Features")[0], again.DenseValues());
    }

    [Fact]
    public void ARowAllocatesNothing()
    {
        using DataViewRowCursor cursor = Cursor("Score", "Number");
        ValueGetter<float> score = cursor.GetGetter<float>(_view.Schema["Score"]), number = cursor.GetGetter<float>(_view.Schema["Number"]);
        float value = 0;
        Read(150);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(150);
        long scored = GC.GetAllocatedBytesForCurrentThread() - before;
        using DataViewRowCursor plain = _watched.GetRowCursor(_watched.Schema.Where(column => column.Name is "Features" or "Number"));
        Assert.InRange(scored, 0, 150 * BytesOfAnInputRow(plain));

        void Read(int rows)
        {
            for (int row = 0; row < rows && cursor.MoveNext(); row++)
            {
                score(ref value);
                number(ref value);
            }
        }
    }

    /// <summary>What ML.NET's own view of the tests' rows allocates.</summary>
    private static long BytesOfAnInputRow(DataViewRowCursor cursor)
    {
        ValueGetter<VBuffer<float>> features = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Features"]);
        VBuffer<float> vector = default;
        cursor.MoveNext();
        features(ref vector);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int row = 0; row < 150 && cursor.MoveNext(); row++)
        {
            features(ref vector);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 150;
    }

    private DataViewRowCursor Cursor(params string[] columns) => _view.GetRowCursor(_view.Schema.Where(column => columns.Contains(column.Name)));
}
