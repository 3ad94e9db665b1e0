using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.MLNet;

public sealed class TextLoaderTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _file = Path.GetTempFileName();

    public TextLoaderTests() => File.WriteAllText(_file,
        "a,b,name,ok\n1,2.5,\"x, y\",true\n,3e2,,0\n-4,nan,\"say \"\"hi\"\"\",1\n5,?,plain,false\n6,7,last,yes\n");

    public void Dispose() => File.Delete(_file);

    [Theory, InlineData(false), InlineData(true)]
    public void FieldsAreParsedAsRecorded(bool missing) => Observed.Same($"text.missingRealsAsNaNs={missing}", () =>
    {
        TextLoader loader = _ml.Data.CreateTextLoader(new TextLoader.Options
        {
            HasHeader = true,
            Separators = [','],
            AllowQuoting = true,
            MissingRealsAsNaNs = missing,
            Columns =
            [
                new TextLoader.Column("AB", DataKind.Single, 0, 1),
                new TextLoader.Column("Name", DataKind.String, 2),
                new TextLoader.Column("Ok", DataKind.Boolean, 3)
            ]
        });
        IDataView data = loader.Load(_file);
        return new
        {
            schema = Observed.Schema(data.Schema),
            AB = data.GetColumn<float[]>("AB").ToArray(),
            Name = data.GetColumn<string>("Name").ToArray(),
            Ok = data.GetColumn<bool>("Ok").ToArray(),
            data.CanShuffle
        };
    });

    [Fact]
    public void AClassNamesItsColumns() => Observed.Same("text.generic", () =>
    {
        IDataView data = _ml.Data.LoadFromTextFile<Row>(_file, separatorChar: ',', hasHeader: true, allowQuoting: true);
        return new { schema = Observed.Schema(data.Schema), rows = _ml.Data.CreateEnumerable<Row>(data, false).ToArray() };
    });

    [Fact]
    public void AMissingFileIsNamed() =>
        Observed.Same("text.missingFile", () => _ml.Data.LoadFromTextFile<Row>("nope.csv", ',').GetColumn<float>("A").ToArray());

    [Fact]
    public void AVectorOfColumnsTakesItsSlotNamesFromTheHeader()
    {
        IDataView data = _ml.Data.LoadFromTextFile(_file, new TextLoader.Options
        {
            HasHeader = true,
            Separators = [','],
            Columns = [new TextLoader.Column("AB", DataKind.Single, 0, 1)]
        });
        VBuffer<ReadOnlyMemory<char>> names = default;
        data.Schema["AB"].GetSlotNames(ref names);
        Assert.Equal(["a", "b"], names.DenseValues().Select(n => n.ToString()));
    }

    [Fact]
    public void MaxRowsStopsEarly()
    {
        IDataView data = _ml.Data.LoadFromTextFile(_file, new TextLoader.Options
        {
            HasHeader = true,
            Separators = [','],
            MaxRows = 2,
            Columns = [new TextLoader.Column("A", DataKind.Single, 0)]
        });
        Assert.Equal([1f, 0f], data.GetColumn<float>("A"));
    }

    [Fact]
    public void EachPassReadsTheFileAgain()
    {
        IDataView data = _ml.Data.LoadFromTextFile<Row>(_file, ',', hasHeader: true);
        Assert.Equal(5, data.GetColumn<float>("A").Count());
        File.AppendAllText(_file, "8,9,new,1\n");
        Assert.Equal(6, data.GetColumn<float>("A").Count());
    }

    private sealed class Row
    {
        [LoadColumn(0)]
        public float A { get; set; }
        [LoadColumn(1)]
        public float B { get; set; }
        [LoadColumn(2)]
        public string? Name { get; set; }
        [LoadColumn(3)]
        public bool Ok { get; set; }
    }
}
