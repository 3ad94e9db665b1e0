using Microsoft.ML;

namespace MlpTrainer.Tests.Scoring;

/// <summary>What cursors over a scored view give: the rows, columns, order and bits that ML.NET gives row by row.</summary>
public class ScoredViewTests
{
    private const int Rows = 333;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _rows;

    public ScoredViewTests() => _rows = Example.View(_mlContext, Rows);

    [Theory, MemberData(nameof(TwoWays.Tasks), MemberType = typeof(TwoWays))]
    public void EveryColumnHasTheSameBitsInTheSameOrder(string task)
    {
        TwoWays models = TwoWays.Of(_mlContext, task, _rows);
        IDataView blocks = models.InBlocks.Transform(_rows), expected = models.RowByRow.Transform(_rows);
        Assert.Equal(expected.Schema.Select(column => (column.Name, column.Type.ToString())), blocks.Schema.Select(column => (column.Name, column.Type.ToString())));
        Assert.Equal(Lines(expected), Lines(blocks));
        Assert.Equal(Rows, Lines(blocks).Length);
        foreach (DataViewSchema.Column column in blocks.Schema)
        {
            Assert.Equal(Lines(expected, column.Name), Lines(blocks, column.Name));
        }
    }

    [Theory]
    [InlineData("binary", "Score", "Label")]
    [InlineData("binary", "PredictedLabel")]
    [InlineData("binary", "Probability", "Features")]
    [InlineData("multiclass", "PredictedLabel", "Class", "Weight")]
    [InlineData("several threads", "Score", "Class", "Features", "Numbers")]
    public void ColumnsNextToAScoreAreThoseOfItsRow(string task, params string[] columns)
    {
        TwoWays models = TwoWays.Of(_mlContext, task, _rows);
        Assert.Equal(Lines(models.RowByRow.Transform(_rows), columns), Lines(models.InBlocks.Transform(_rows), columns));
    }

    /// <summary>A row's parts in a set may come in any order: its columns must still belong together, and its batch say where it stood.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void ParallelCursorsGiveEveryRowOnceAndBatchesInOrder(int n)
    {
        TwoWays models = TwoWays.Of(_mlContext, "binary", _rows);
        foreach (IDataView input in new[] { _rows, _mlContext.Data.Cache(_rows), new WatchedView(_rows) })
        {
            IDataView view = models.InBlocks.Transform(input);
            List<(long Batch, string Line)> lines = [];
            Parallel.ForEach(view.GetRowCursorSet(view.Schema.Where(column => column.Name is "Score" or "Number"), n), cursor =>
            {
                using (cursor)
                {
                    ValueGetter<float> score = cursor.GetGetter<float>(view.Schema["Score"]), number = cursor.GetGetter<float>(view.Schema["Number"]);
                    float a = 0, b = 0;
                    long batch = -1;
                    while (cursor.MoveNext())
                    {
                        Assert.True(cursor.Batch >= batch);
                        batch = cursor.Batch;
                        score(ref a);
                        number(ref b);
                        lock (lines)
                        {
                            lines.Add((batch, $"{a:R} {b:R}"));
                        }
                    }
                }
            });
            Assert.Equal(Lines(models.RowByRow.Transform(_rows), "Number", "Score").Select(Swapped), lines.OrderBy(line => line.Batch).Select(line => line.Line));
        }
    }

    [Fact]
    public void ShuffledRowsKeepTheirScores()
    {
        TwoWays models = TwoWays.Of(_mlContext, "binary", _rows);
        IDataView cached = _mlContext.Data.Cache(_rows), blocks = models.InBlocks.Transform(cached);
        Assert.True(blocks.CanShuffle);
        string[] shuffled = Lines(blocks, ["Number", "Score"], new Random(5)), inOrder = Lines(models.RowByRow.Transform(cached), "Number", "Score");
        Assert.NotEqual(inOrder, shuffled);
        Assert.Equal(inOrder.Order(), shuffled.Order());
        Assert.Equal(Lines(models.RowByRow.Transform(cached), ["Number", "Score"], new Random(5)), shuffled);
    }

    /// <summary>Behind a filter, before a transform, sparse and dense rows mixed.</summary>
    [Fact]
    public void WhereverTheModelStandsInAPipeline()
    {
        var pipeline = _mlContext.Transforms.Categorical.OneHotEncoding("Kind", "Class").Append(_mlContext.Transforms.Concatenate("Features", "Features", "Kind"));
        IDataView rows = _mlContext.Data.FilterRowsByColumn(pipeline.Fit(_rows).Transform(_rows), "Weight", 0.7);
        TwoWays models = TwoWays.Of(_mlContext, "binary", rows);
        ITransformer after = _mlContext.Transforms.CopyColumns("Copy", "Score").Fit(models.InBlocks.Transform(rows));
        string[] expected = Lines(models.RowByRow.Transform(rows), "Score"), actual = Lines(after.Transform(models.InBlocks.Transform(rows)), "Copy");
        Assert.InRange(actual.Length, 1, Rows - 1);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void NoRowsAreNoScores()
    {
        TwoWays models = TwoWays.Of(_mlContext, "multiclass", _rows);
        IDataView none = models.InBlocks.Transform(_mlContext.Data.FilterRowsByColumn(_rows, "Weight", 100));
        Assert.Empty(Lines(none));
        Assert.Equal(models.InBlocks.GetOutputSchema(_rows.Schema).Count, none.Schema.Count);
    }

    [Fact]
    public void TheCountIsTheInputs()
    {
        TwoWays models = TwoWays.Of(_mlContext, "binary", _rows);
        Assert.Equal(Rows, models.InBlocks.Transform(_rows).GetRowCount());
        Assert.Null(models.InBlocks.Transform(_mlContext.Data.FilterRowsByColumn(_rows, "Weight", 0.7)).GetRowCount());
    }

    [Fact]
    public void WhereNoScoreIsAskedForFeaturesAreNotRead()
    {
        var watched = new WatchedView(_rows);
        IDataView view = TwoWays.Of(_mlContext, "binary", _rows).InBlocks.Transform(watched);
        Assert.Equal(Lines(_rows, "Number"), Lines(view, "Number"));
        Assert.Equal(["Number"], watched.Reads.Keys);
        Lines(view, "Score", "Label");
        Assert.Equal(["Features", "Label", "Number"], watched.Reads.Keys.Order());
    }

    [Fact]
    public void AColumnThatWasNotAskedForIsRefused()
    {
        IDataView view = TwoWays.Of(_mlContext, "binary", _rows).InBlocks.Transform(_rows);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Score"]]);
        Assert.True(cursor.IsColumnActive(view.Schema["Score"]));
        Assert.False(cursor.IsColumnActive(view.Schema["Label"]));
        string message = Assert.Throws<ArgumentException>(() => cursor.GetGetter<bool>(view.Schema["Label"])).Message;
        Assert.StartsWith("Column 'Label' must be one that the cursor was asked for, but was not.", message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => cursor.GetGetter<double>(view.Schema["Score"]));
    }

    [Fact]
    public void ColumnNamesThatTheScoresHideBelongToTheInput()
    {
        TwoWays models = TwoWays.Of(_mlContext, "binary", _rows);
        IDataView twice = models.InBlocks.Transform(models.InBlocks.Transform(_rows)), expected = models.RowByRow.Transform(models.RowByRow.Transform(_rows));
        Assert.Equal(expected.Schema.Select(column => column.Name), twice.Schema.Select(column => column.Name));
        Assert.Equal(Lines(expected), Lines(twice));
    }

    private static string Swapped(string line) => string.Join(' ', line.Split(' ').Reverse());

    private static string[] Lines(IDataView view, params string[] columns) => Lines(view, columns, null);

    /// <summary>Each row's position, identity and values as text; all columns if none is named.</summary>
    private static string[] Lines(IDataView view, string[] columns, Random? random)
    {
        DataViewSchema.Column[] chosen = [.. view.Schema.Where(column => columns.Length == 0 || columns.Contains(column.Name))];
        using DataViewRowCursor cursor = view.GetRowCursor(chosen, random);
        Func<string>[] texts = [.. chosen.Select(column => RowText.Of(cursor, column))];
        List<string> lines = [];
        while (cursor.MoveNext())
        {
            Assert.Equal(lines.Count, cursor.Position);
            lines.Add(string.Join(' ', texts.Select(text => text())));
        }

        Assert.True(cursor.Position < 0);
        return [.. lines];
    }
}
