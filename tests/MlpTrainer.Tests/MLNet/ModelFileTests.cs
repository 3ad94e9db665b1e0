using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlpTrainer.Tests.MLNet;

public sealed class ModelFileTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;
    private readonly TransformerChain<ValueToKeyMappingTransformer> _model;
    private readonly string _file = Path.GetTempFileName();

    public ModelFileTests()
    {
        _data = _ml.Data.LoadFromEnumerable(ObservedRows.Transform);
        _model = _ml.Transforms.Concatenate("O", "B", "C").Append(_ml.Transforms.NormalizeMinMax("O"))
            .Append(_ml.Transforms.Conversion.MapValueToKey("Key", "Cat")).Fit(_data);
    }

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void AMissingFileIsNamed() => Observed.Same("load.missingFile", () => _ml.Model.Load("nope.zip", out _));

    [Fact]
    public void AFileThatIsNoZipIsRefused()
    {
        File.WriteAllText(_file, "hello");
        Observed.Same("load.notAZip", () => _ml.Model.Load(_file, out _));
    }

    [Fact]
    public void ALoadedModelTransformsAsTheSavedOne()
    {
        _ml.Model.Save(_model, _data.Schema, _file);
        ITransformer loaded = new MLContext().Model.Load(_file, out DataViewSchema schema);
        Assert.Equal(_data.Schema.Select(c => (c.Name, c.Type.ToString())), schema.Select(c => (c.Name, c.Type.ToString())));
        IDataView before = _model.Transform(_data);
        IDataView after = loaded.Transform(_data);
        Assert.Equal(before.Schema.Select(c => (c.Name, c.Type.ToString())), after.Schema.Select(c => (c.Name, c.Type.ToString())));
        Assert.Equal(before.GetColumn<float[]>("O"), after.GetColumn<float[]>("O"));
        Assert.Equal(before.GetColumn<uint>("Key"), after.GetColumn<uint>("Key"));
    }

    [Fact]
    public void AModelWithoutItsInputSchemaLoadsWithoutOne()
    {
        _ml.Model.Save(_model, null, _file);
        _ml.Model.Load(_file, out DataViewSchema schema);
        Assert.Null(schema);
    }

    [Fact]
    public void AChainLoadsAsAChainOfTheSameTransformers()
    {
        _ml.Model.Save(_model, _data.Schema, _file);
        var chain = Assert.IsType<TransformerChain<ITransformer>>(_ml.Model.Load(_file, out _));
        Assert.Equal(_model.Select(t => t.GetType()), chain.Select(t => t.GetType()));
        Assert.Equal(_model.LastTransformer.GetType(), chain.LastTransformer.GetType());
    }

    [Fact]
    public void EveryTruncatedOrSwappedPartIsAnErrorAndNeverHangs()
    {
        _ml.Model.Save(_model, _data.Schema, _file);
        foreach (string part in Parts().Where(p => p.EndsWith("Model.key", StringComparison.Ordinal)))
            foreach (Func<byte[], byte[]> damage in (Func<byte[], byte[]>[])[_ => [], b => b[..(b.Length / 2)], b => b[..^1], b => [.. b.Reverse()]])
                AssertRefused(() => _ml.Model.Load(Damaged(part, damage), out _));
    }

    [Fact]
    public void SavingInPlaceOfADirectoryIsAnErrorAndLeavesNothing()
    {
        string directory = Directory.CreateTempSubdirectory().FullName;
        Assert.ThrowsAny<Exception>(() => _ml.Model.Save(_model, _data.Schema, directory));
        Assert.True(Directory.Exists(directory));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory));
        Directory.Delete(directory);
    }

    private static void AssertRefused(Action load)
    {
        Exception error = Record.Exception(load);
        Assert.NotNull(error);
        Assert.True(error is FormatException || error is InvalidOperationException { InnerException: not null }, error.ToString());
    }

    private string[] Parts()
    {
        using ZipArchive zip = ZipFile.OpenRead(_file);
        return zip.Entries.Select(e => e.FullName).ToArray();
    }

    private MemoryStream Damaged(string part, Func<byte[], byte[]> damage)
    {
        var result = new MemoryStream();
        using (ZipArchive source = ZipFile.OpenRead(_file))
        using (var target = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
            foreach (ZipArchiveEntry entry in source.Entries)
            {
                using var content = new MemoryStream();
                using (Stream stream = entry.Open())
                    stream.CopyTo(content);
                using Stream written = target.CreateEntry(entry.FullName).Open();
                written.Write(entry.FullName == part ? damage(content.ToArray()) : content.ToArray());
            }
        result.Position = 0;
        return result;
    }
}
