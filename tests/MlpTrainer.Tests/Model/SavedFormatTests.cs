using System.Globalization;
using System.Runtime.Intrinsics;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Model;

/// <summary>Files of every format version that was ever written, with the scores they gave then: whoever has such a file can still load it.</summary>
/// <remarks>
/// In each folder each is by default options but: multiclass has two GELU layers, regression tanh, numbers two outputs, sparse rows with zeros, and plain
/// no biases and features as they are. In the second and third, training had missing and infinite features; in the third, binary and regression are ensembles; in the fourth,
/// regression is one, and all have periodic embeddings, numbers piecewise-linear ones; in the fifth, binary, multiclass and regression are ensembles of two, two and three
/// networks. Beside each stand rows and scores, as written on a processor with 256-bit vectors.
/// </remarks>
public sealed class SavedFormatTests
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.zip", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Model", "Formats");

    [Theory, InlineData("1"), InlineData("2"), InlineData("3"), InlineData("4"), InlineData("5")]
    public void AFileOfEachTaskIsKept(string version) => Assert.Equal(
        ["binary", "multiclass", "numbers", "plain", "regression", "sparse"],
        Directory.GetFiles(Path.Combine(Folder, version), "*.zip").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Files))]
    public void GivesTheScoresItGaveWhenSaved(string file)
    {
        ITransformer model = new MLContext().Model.Load(Path.Combine(Folder, file), out _);
        string[][] lines = [.. File.ReadAllLines(Path.Combine(Folder, Path.ChangeExtension(file, ".txt"))).Select(line => line.Split(" → "))];
        float[][] rows = [.. lines.Select(line => Numbers(line[0]))];
        float[][] expected = [.. lines.Select(line => Numbers(line[1]))];
        Assert.NotEmpty(expected);

        float[][] actual = Scores(model, rows, isSparse: file.Contains("sparse", StringComparison.Ordinal));
        if (Vector256.IsHardwareAccelerated && !Vector512.IsHardwareAccelerated)
        {
            Assert.Equal(expected, actual);
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Length, actual[i].Length);
            for (int j = 0; j < expected[i].Length; j++)
            {
                Assert.Equal(expected[i][j], actual[i][j], 1e-6 * (1 + Math.Abs(expected[i][j])));
            }
        }
    }

    [Fact]
    public void TellsHowItWasTrained()
    {
        var model = (BinaryPredictionTransformer<CalibratedModelParametersBase<MlpBinaryModelParameters, PlattCalibrator>>)
            new MLContext().Model.Load(Path.Combine(Folder, "1", "binary.zip"), out _);
        MlpTraining training = model.Model.SubModel.Training;
        Assert.Equal(12, training.History.Count);
        Assert.Equal(Engine.StopReason.MaximumEpochs, training.StopReason);
        Assert.Contains(new("HiddenLayers", "[4]"), training.Options);
        Assert.Equal(("5.0.1", "0.1.0"), (training.MLNetVersion, training.PluginVersion));
        Assert.Empty(training.Warnings);
        Assert.Equal((1, 12), (training.Members.Single().Weight, training.Members[0].History.Count));
    }

    /// <summary>Files of version 3 and 4 keep the history of the first member alone, those of version 5 that of all.</summary>
    [Theory, InlineData("3", 15, 1), InlineData("4", 2, 1), InlineData("5", 3, 3)]
    public void TellsHowEachMemberWasTrained(string version, int members, int withHistory)
    {
        MlpTraining training = new MLContext().Model.Load(Path.Combine(Folder, version, "regression.zip"), out _).Mlp().Training;
        Assert.Equal(members, training.Members.Count);
        Assert.All(training.Members.Take(withHistory), member => Assert.Equal(member.Epochs, member.History.Count));
        Assert.All(training.Members.Take(withHistory), member => Assert.NotNull(member.StopReason));
        Assert.All(training.Members.Skip(withHistory), member => Assert.Equal((0, null), (member.History.Count, member.StopReason)));
        Assert.Equal(version == "5", training.Temperature is not null);
        Assert.Equal(training.History, training.Members[0].History);
    }

    private static float[][] Scores(ITransformer model, float[][] rows, bool isSparse)
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadFromEnumerable(rows.Select(row => new SavedRow { Features = isSparse ? Sparse(row) : new(row.Length, row) }));
        IDataView scored = model.Transform(data);
        return scored.Schema["Score"].Type is VectorDataViewType ? Column.Vectors(scored) : [.. Column.Floats(scored).Select(score => new[] { score })];
    }

    private static VBuffer<float> Sparse(float[] row)
    {
        int[] places = [.. Enumerable.Range(0, row.Length).Where(i => row[i] != 0)];
        return new VBuffer<float>(row.Length, places.Length, [.. places.Select(i => row[i])], places);
    }

    private static float[] Numbers(string text) => [.. text.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];

    private sealed class SavedRow
    {
        [VectorType(3)]
        public VBuffer<float> Features { get; set; }

        public string Class { get; set; } = "";
    }
}
