using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.MLNet;

public class DataViewTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void TypesReadAsRecorded() => Observed.Same("types", () => new DataViewType[]
    {
        NumberDataViewType.Single, TextDataViewType.Instance, BooleanDataViewType.Instance, new VectorDataViewType(NumberDataViewType.Single, 3),
        new VectorDataViewType(NumberDataViewType.Single), new KeyDataViewType(typeof(uint), 5), NumberDataViewType.Double, NumberDataViewType.Int64
    }.Select(t => new { text = t.ToString(), raw = t.RawType.ToString() }));

    [Fact]
    public void MembersAreColumnsInOrder() =>
        Observed.Same("transform.schema", () => Observed.Schema(_ml.Data.LoadFromEnumerable(ObservedRows.Transform).Schema));

    [Fact]
    public void OnlyCachedDataShufflesAndTextHasNoCount() => Observed.Same("enumerable.canShuffle", () =>
    {
        string file = Path.GetTempFileName();
        IDataView rows = _ml.Data.LoadFromEnumerable(ObservedRows.Transform);
        IDataView text = _ml.Data.LoadFromTextFile(file, [new TextLoader.Column("A", DataKind.Single, 0)]);
        long? textCount = text.GetRowCount();
        File.Delete(file);
        return new
        {
            list = _ml.Data.LoadFromEnumerable(ObservedRows.Transform.ToList()).CanShuffle,
            cached = _ml.Data.Cache(rows).CanShuffle,
            count = rows.GetRowCount(),
            textCount
        };
    });

    [Fact]
    public void ObjectsComeBackAsTheyWent()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(ObservedRows.Transform);
        TransformRow[] back = _ml.Data.CreateEnumerable<TransformRow>(data, reuseRowObject: false).ToArray();
        Assert.Equal(ObservedRows.Transform.Select(r => r.B), back.Select(r => r.B));
        Assert.Equal(ObservedRows.Transform.Select(r => r.Cat ?? ""), back.Select(r => r.Cat));
        Assert.Equal(ObservedRows.Transform.SelectMany(r => r.V!), back.SelectMany(r => r.V!));
    }

    [Fact]
    public void KeysCountFromZeroInTheMemberAndFromOneInTheColumn()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(ObservedRows.Multiclass);
        Assert.Equal(ObservedRows.Multiclass.Select(r => r.Label + 1), data.GetColumn<uint>("Label"));
    }

    [Fact]
    public void AMissingColumnIsNamed()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(ObservedRows.Regression);
        Exception error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.CreateEnumerable<ScoreAndMore>(data, false).ToArray());
        Assert.Equal("Could not find  column 'More' (Parameter 'Schema')", error.Message);
        ScoreAndMore[] rows = _ml.Data.CreateEnumerable<ScoreAndMore>(data, false, ignoreMissingColumns: true).ToArray();
        Assert.Equal(ObservedRows.Regression.Select(r => r.Score), rows.Select(r => r.Score));
    }

    [Fact]
    public void ACacheReadsItsSourceOnce()
    {
        int reads = 0;
        IEnumerable<RegressionRow> Rows()
        {
            reads++;
            foreach (RegressionRow row in ObservedRows.Regression)
                yield return row;
        }
        IDataView cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Rows()), "Label", "Score");
        float[] first = cached.GetColumn<float>("Label").ToArray();
        Assert.Equal(first, cached.GetColumn<float>("Label"));
        Assert.Equal(ObservedRows.Regression.Select(r => r.Label), first);
        Assert.Equal(1, reads);
    }

    [Fact]
    public void AShuffledCacheHasTheSameRowsInAnotherOrder()
    {
        IDataView cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(ObservedRows.Regression));
        float[] shuffled = Read(cached, new Random(3));
        Assert.NotEqual(Read(cached, null), shuffled);
        Assert.Equal(ObservedRows.Regression.Select(r => r.Label).Order(), shuffled.Order());
    }

    [Fact]
    public void RowsAreTakenSkippedAndFiltered()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(ObservedRows.Transform);
        float[] b = ObservedRows.Transform.Select(r => r.B).ToArray();
        Assert.Equal(b[..3], _ml.Data.TakeRows(data, 3).GetColumn<float>("B"));
        Assert.Equal(b[3..], _ml.Data.SkipRows(data, 3).GetColumn<float>("B"));
        Assert.Equal(b.Where(x => x is >= 40 and < 90), _ml.Data.FilterRowsByColumn(data, "B", 40, 90).GetColumn<float>("B"));
        Assert.Equal(7, _ml.Data.FilterRowsByMissingValues(data, "A").GetColumn<float>("B").Count());
        Assert.Equal(b.Order(), _ml.Data.ShuffleRows(data, seed: 1).GetColumn<float>("B").Order());
    }

    private static float[] Read(IDataView data, Random? random)
    {
        var labels = new List<float>();
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Label"]], random);
        ValueGetter<float> get = cursor.GetGetter<float>(data.Schema["Label"]);
        float label = 0;
        while (cursor.MoveNext())
        {
            get(ref label);
            labels.Add(label);
        }
        return [.. labels];
    }

    private sealed class ScoreAndMore
    {
        public float Score { get; set; }
        public float More { get; set; }
    }
}
