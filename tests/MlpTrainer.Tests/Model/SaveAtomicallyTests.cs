using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Model;

/// <summary>A save that never loses the old model; the file's own part is held by the engine's WholeFileTests.</summary>
public sealed class SaveAtomicallyTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlp-atomic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheFileIsTheOneThatSaveWrites()
    {
        IDataView data = Example.View(_mlContext, 20);
        ITransformer model = HandMade.Transformer(_mlContext, data);
        string usual = Path.Combine(_folder, "usual.zip"), atomic = Path.Combine(_folder, "atomic.zip");
        _mlContext.Model.Save(model, data.Schema, usual);
        File.WriteAllText(atomic, "the model of yesterday");
        _mlContext.Model.SaveAtomically(model, data.Schema, atomic);
        Assert.Equal(ModelFileTests.Contents(usual), ModelFileTests.Contents(atomic));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void ALoaderIsSavedToo()
    {
        string rows = Path.Combine(_folder, "rows.csv"), path = Path.Combine(_folder, "model.zip");
        File.WriteAllText(rows, "1,2,3\n4,5,6\n");
        TextLoader loader = _mlContext.Data.CreateTextLoader([new("Features", DataKind.Single, 0, 2)], separatorChar: ',');
        IDataView data = loader.Load(rows);
        ITransformer model = HandMade.Transformer(_mlContext, data);
        _mlContext.Model.SaveAtomically(model, loader, path);
        ITransformer loaded = new MLContext().Model.LoadWithDataLoader(path, out IDataLoader<IMultiStreamSource> again);
        Assert.Equal(Column.Floats(model.Transform(data)), Column.Floats(loaded.Transform(again.Load(new MultiFileSource(rows)))));
    }

    [Fact]
    public void AModelThatCannotBeSavedLeavesTheOldFile()
    {
        IDataView data = Example.View(_mlContext, 5);
        string path = Path.Combine(_folder, "model.zip");
        _mlContext.Model.SaveAtomically(HandMade.Transformer(_mlContext, data), data.Schema, path);
        byte[] before = File.ReadAllBytes(path);
        Exception error = Assert.ThrowsAny<Exception>(() => _mlContext.Model.SaveAtomically(new Unsavable(), data.Schema, path));
        Assert.Contains("not to be saved", $"{error}", StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void WhatIsMissingIsNamed()
    {
        ITransformer model = HandMade.Transformer(_mlContext, Example.View(_mlContext, 5));
        Assert.Throws<ArgumentNullException>("model", () => _mlContext.Model.SaveAtomically(null!, (DataViewSchema?)null, "path"));
        Assert.Throws<ArgumentNullException>("loader", () => _mlContext.Model.SaveAtomically(model, (IDataLoader<IMultiStreamSource>)null!, "path"));
        Assert.Throws<ArgumentException>("filePath", () => _mlContext.Model.SaveAtomically(model, (DataViewSchema?)null, ""));
    }

    private sealed class Unsavable : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => input;

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException("not to be saved");
    }
}
