using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MlpTrainer.Engine;
using MlpTrainer.Engine.Files;
using MlpTrainer.Model;

namespace MlpTrainer.Tests.Model;

/// <summary>Mutated files: each is refused in words or is a model that scores, soon and in little memory. Half of them have a right checksum again.</summary>
public sealed class HostileFileTests
{
    private const string Refusal = "The MLP model is damaged or from a newer version: ";

    private readonly IHost _host = ((IHostEnvironment)new MLContext(seed: 1)).Register("test");

    public static TheoryData<string> Files => new(Saved.Keys);

    /// <summary>A file of each task and version, by name.</summary>
    private static Dictionary<string, SavedModel> Saved { get; } = AllSaved();

    [Theory, MemberData(nameof(Files)), Trait(Soak.Trait, Soak.Category)]
    public void AMutatedEntryIsRefusedInWordsOrScores(string file) => Mutate(file, count: Soak.Times(800));

    [Theory, MemberData(nameof(Files)), Trait(Soak.Trait, Soak.Category)]
    public void AMutatedFileIsRefusedInWordsOrIsAModel(string file) => MutateFile(file, count: Soak.Times(25));

    /// <summary>The file's size bounds what a load takes: its parameters stand in it one by one.</summary>
    [Fact]
    public void AModelTakesLittleMoreMemoryThanItsBytes()
    {
        var shape = new NetworkShape(1000, [1000, 1], [Activation.Tanh, Activation.Sigmoid]);
        using var stream = new MemoryStream();
        ModelFormat.Write(stream, new TrainedNetwork(shape, new float[shape.ParameterCount]), HandMade.Training());
        stream.Position = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        ModelFormat.Read(_host, stream, FormatVersion.Newest);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (long)(1.3 * stream.Length));
    }

    private void Mutate(string file, int count)
    {
        SavedModel saved = Saved[file];
        byte[] own = saved.Own;
        int refused = 0, read = 0;
        for (int number = 0; number < count; number++)
        {
            byte[] mutated = Mutated(saved, own, number);
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            Exception? error = Record.Exception(() => Score(ModelFormat.Read(_host, new MemoryStream(mutated), saved.Version)));
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 500_000 + (20 * mutated.Length), $"mutation {number} of {file}: {allocated} bytes for {mutated.Length}");
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5), $"mutation {number} of {file} took {Stopwatch.GetElapsedTime(start)}");
            Assert.True(
                error is null || (error is FormatException && error.Message.StartsWith(Refusal, StringComparison.Ordinal)), $"mutation {number} of {file}: {error}");
            (refused, read) = error is null ? (refused, read + 1) : (refused + 1, read);
        }

        Assert.True(refused > count / 10 && read > 0, $"{refused} refused, {read} read");
    }

    private static void MutateFile(string file, int count)
    {
        SavedModel saved = Saved[file];
        byte[] own = saved.Own;
        for (int number = 0; number < count; number++)
        {
            byte[] zip = saved.With(Mutated(saved, own, number));
            long start = Stopwatch.GetTimestamp();
            Exception? error = Record.Exception(() => new MLContext().Model.Load(new MemoryStream(zip), out _));
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5), $"mutation {number} of {file} took {Stopwatch.GetElapsedTime(start)}");
            Assert.True(error is null || Causes(error).Any(cause => cause is FormatException), $"mutation {number} of {file}: {error}");
        }
    }

    /// <summary>Every second one with a right checksum, without which nothing but the checksum is tested.</summary>
    private static byte[] Mutated(SavedModel saved, byte[] own, int number)
    {
        byte[] mutated = Mutation.Of(own, Saved.Values.ElementAt(number % Saved.Count).Own, number / 2);
        return number % 2 == 0 && saved.Version > 1 ? SavedModel.Repaired(mutated) : mutated;
    }

    private static void Score((TrainedNetwork Network, MlpTraining Training) model)
    {
        float[] row = new float[model.Network.Shape.Inputs], scores = new float[model.Network.Shape.Outputs];
        model.Network.Score(row, scores);
        Assert.NotEmpty(ModelCard.Of("model", model.Network, model.Training));
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static Dictionary<string, SavedModel> AllSaved()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Model", "Formats");
        var saved = Directory.GetFiles(folder, "*.zip", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetRelativePath(folder, file), file => new SavedModel(File.ReadAllBytes(file)));
        var mlContext = new MLContext(seed: 1);
        IDataView data = Example.View(mlContext, 5);
        using var newest = new MemoryStream();
        mlContext.Model.Save(HandMade.Transformer(mlContext, data), data.Schema, newest);
        saved.Add("newest", new SavedModel(newest.ToArray()));
        return saved;
    }
}
