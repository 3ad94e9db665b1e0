using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MlpTrainer.Engine.Files;
using MlpTrainer.Model;

namespace MlpTrainer.Tests.Model;

/// <summary>Model files cut short and altered: an error or a model, never a hang, a crash or a great allocation.</summary>
public sealed class ModelFormatTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlp-format-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void EveryTruncationIsAnError()
    {
        byte[] whole = SavedModel(out string entry);
        byte[] model = EntryOf(whole, entry);
        for (int length = 0; length < model.Length; length += length < 400 ? 7 : 61)
        {
            Exception? error = Load(WithEntry(whole, entry, model[..length]), out long allocated);
            Assert.True(error is FormatException or InvalidOperationException or EndOfStreamException, $"{length} of {model.Length} bytes: {error}");
            Assert.InRange(allocated, 0, 4_000_000);
        }
    }

    [Fact]
    public void EveryAlteredByteIsAnErrorOrAModel()
    {
        byte[] whole = SavedModel(out string entry);
        byte[] model = EntryOf(whole, entry);
        var random = new Random(3);
        int refused = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            byte[] altered = [.. model];
            altered[random.Next(altered.Length)] ^= (byte)(1 << random.Next(8));
            Exception? error = Load(WithEntry(whole, entry, altered), out long allocated);
            refused += error is null ? 0 : 1;
            Assert.False(error is OutOfMemoryException or NullReferenceException or IndexOutOfRangeException or OverflowException, $"{error}");
            Assert.InRange(allocated, 0, 4_000_000);
        }
        Assert.True(refused > 0);
    }

    [Fact]
    public void EveryAlteredByteOfTheModelsOwnIsRefusedByItsChecksum()
    {
        using var stream = new MemoryStream();
        ModelFormat.Write(stream, HandMade.Network(), HandMade.Training());
        IHost host = ((IHostEnvironment)new MLContext()).Register("test");
        byte[] whole = stream.ToArray();
        Assert.Equal(HandMade.Network().Shape, ModelFormat.Read(host, new MemoryStream(whole), FormatVersion.Newest).Network.Shape);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] altered = [.. whole];
            altered[i] ^= (byte)(1 << (i % 8));
            FormatException error = Assert.Throws<FormatException>(() => ModelFormat.Read(host, new MemoryStream(altered), FormatVersion.Newest));
            Assert.StartsWith("The MLP model is damaged or from a newer version: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, int.MaxValue)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(5, int.MaxValue)]
    [InlineData(5, 0)]
    [InlineData(9, int.MaxValue)]
    [InlineData(9, -5)]
    public void AnImpossibleSizeIsRefusedInWords(int offset, int size)
    {
        byte[] whole = SavedModel(out string entry);
        byte[] model = EntryOf(whole, entry);
        int start = IndexOf(model, [.. BitConverter.GetBytes(3), 1, .. BitConverter.GetBytes(2), .. BitConverter.GetBytes(6)]);
        BitConverter.TryWriteBytes(model.AsSpan(start + offset), size);
        Exception? error = Load(WithEntry(whole, entry, model), out long allocated);
        Assert.Contains("The MLP model is damaged or from a newer version", Innermost(error!).Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 4_000_000);
    }

    [Fact]
    public void AParameterThatIsNotFiniteIsRefused()
    {
        byte[] whole = SavedModel(out string entry);
        byte[] model = EntryOf(whole, entry);
        int start = IndexOf(model, [.. BitConverter.GetBytes(0.125f), .. BitConverter.GetBytes(0.25f)]);
        BitConverter.TryWriteBytes(model.AsSpan(start), float.NaN);
        Exception? error = Load(WithEntry(whole, entry, model), out _);
        Assert.Contains("finite", Innermost(error!).Message, StringComparison.Ordinal);
    }

    private byte[] SavedModel(out string entry)
    {
        var mlContext = new MLContext(seed: 1);
        IDataView data = Example.View(mlContext, 20);
        string path = Path.Combine(_folder.FullName, "whole.zip");
        mlContext.Model.Save(HandMade.Transformer(mlContext, data), data.Schema, path);
        byte[] whole = File.ReadAllBytes(path);
        using var zip = new ZipArchive(new MemoryStream(whole));
        entry = zip.Entries.Where(e => e.Name == "Model.key").MaxBy(e => e.Length)!.FullName;
        return whole;
    }

    private Exception? Load(byte[] zip, out long allocated)
    {
        string path = Path.Combine(_folder.FullName, "altered.zip");
        File.WriteAllBytes(path, zip);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? error = Record.Exception(() => new MLContext().Model.Load(path, out _));
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return error;
    }

    private static byte[] EntryOf(byte[] zip, string entry)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        using Stream stream = archive.GetEntry(entry)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] WithEntry(byte[] zip, string entry, byte[] content)
    {
        using var copy = new MemoryStream();
        copy.Write(zip);
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(entry)!.Delete();
            using Stream stream = archive.CreateEntry(entry).Open();
            stream.Write(content);
        }
        return copy.ToArray();
    }

    private static int IndexOf(byte[] model, byte[] part)
    {
        int index = model.AsSpan().IndexOf(part);
        Assert.True(index >= 0);
        return index;
    }

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
