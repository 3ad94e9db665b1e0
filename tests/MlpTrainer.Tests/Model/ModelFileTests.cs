using System.Diagnostics;
using System.IO.Compression;
using Microsoft.ML;

namespace MlpTrainer.Tests.Model;

/// <summary>Models saved and loaded by ML.NET's own means.</summary>
public sealed class ModelFileTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlp-files-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ScoresAreEqualToTheBitAfterLoading()
    {
        IDataView data = Example.View(_mlContext, 200);
        ITransformer model = HandMade.Transformer(_mlContext, data);
        string path = Save(model, data.Schema, "model.zip");
        ITransformer loaded = new MLContext().Model.Load(path, out DataViewSchema schema);
        Assert.Equal(data.Schema.Select(column => column.Name), schema.Select(column => column.Name));
        Assert.Equal(Bits(model.Transform(data)), Bits(loaded.Transform(data)));
    }

    [Fact]
    public void SavedLoadedAndSavedAgainIsTheSame()
    {
        IDataView data = Example.View(_mlContext, 20);
        string first = Save(HandMade.Transformer(_mlContext, data), data.Schema, "first.zip");
        ITransformer loaded = new MLContext().Model.Load(first, out DataViewSchema schema);
        string second = Save(loaded, schema, "second.zip");
        Assert.Equal(Contents(first), Contents(second));
    }

    [Fact]
    public void ALoadedModelShowsItsFaceAgain()
    {
        IDataView data = Example.View(_mlContext, 20);
        string path = Save(HandMade.Transformer(_mlContext, data), data.Schema, "face.zip");
        var loaded = (Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
            MlpBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>)new MLContext().Model.Load(path, out _);
        MlpBinaryModelParameters model = loaded.Model.SubModel;
        Assert.Equal((-1, 0), (loaded.Model.Calibrator.Slope, loaded.Model.Calibrator.Offset));
        Assert.Equal(HandMade.Network().Parameters.ToArray(), model.Network.Parameters.ToArray());
        Assert.Equal(HandMade.Training().Options, model.Training.Options);
        Assert.Equal(HandMade.Training().Warnings, model.Warnings);
        Assert.Equal(HandMade.Training().StopReason, model.Training.StopReason);
        Assert.Equal([0.6, 0.5], model.Training.History.Select(record => record.ValidationCost));
        Assert.Equal([null, 0.9], model.Training.History.Select(record => record.ValidationMetric));
        Assert.All(model.Training.History, record => Assert.Equal(double.NaN, record.Seconds));
    }

    [Fact]
    public void AFreshProcessThatNamesNoTrainerLoadsAndScores()
    {
        IDataView data = Example.View(_mlContext, 30);
        ITransformer model = HandMade.Transformer(_mlContext, data);
        string path = Save(model, data.Schema, "fresh.zip");
        string program = Path.Combine(AppContext.BaseDirectory, "MlpTrainer.FreshProcess.dll");
        var start = new ProcessStartInfo("dotnet", [program, path]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        foreach (float[] row in Column.Vectors(data, "Features"))
        {
            process.StandardInput.WriteLine(string.Join(' ', row.Select(BitConverter.SingleToInt32Bits)));
        }

        process.StandardInput.Close();
        string[] answers = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors);
        Assert.Equal(Bits(model.Transform(data)), answers.Select(int.Parse));
    }

    [Fact]
    public void AFailedSaveSaysSo()
    {
        IDataView data = Example.View(_mlContext, 5);
        string path = Path.Combine(_folder.FullName, "no such folder", "model.zip");
        Assert.Throws<DirectoryNotFoundException>(() => _mlContext.Model.Save(HandMade.Transformer(_mlContext, data), data.Schema, path));
        Assert.False(File.Exists(path));
    }

    private string Save(ITransformer model, DataViewSchema schema, string name)
    {
        string path = Path.Combine(_folder.FullName, name);
        _mlContext.Model.Save(model, schema, path);
        return path;
    }

    private static int[] Bits(IDataView scored) => [.. Column.Floats(scored).Select(BitConverter.SingleToInt32Bits)];

    internal static IEnumerable<(string Name, string Bytes)> Contents(string path)
    {
        using FileStream zip = File.OpenRead(path);
        return Contents(zip);
    }

    /// <summary>Every entry's name and bytes; the container itself has times in it.</summary>
    internal static IEnumerable<(string Name, string Bytes)> Contents(Stream zip)
    {
        using var archive = new ZipArchive(zip);
        return [.. archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal).Select(entry =>
        {
            using Stream stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return (entry.FullName, Convert.ToHexString(copy.ToArray()));
        })];
    }
}
