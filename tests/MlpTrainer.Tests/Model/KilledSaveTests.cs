using System.Diagnostics;
using Microsoft.ML;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Model;

/// <summary>A process that is killed while it saves: what stands at the path is the old model or the new one, always.</summary>
public sealed class KilledSaveTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlp-killed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact, Trait(Soak.Trait, Soak.Category)]
    public void AKilledSaveLosesNoModel()
    {
        IDataView data = Example.View(_mlContext, 5);
        ITransformer[] models = [Model(data, phase: 1), Model(data, phase: 2)];
        string[] files = [.. models.Select((_, i) => Path.Combine(_folder, $"{i}.zip"))];
        for (int i = 0; i < files.Length; i++)
        {
            _mlContext.Model.Save(models[i], data.Schema, files[i]);
        }

        (string Name, string Bytes)[][] whole = [.. files.Select(file => ModelFileTests.Contents(file).ToArray())];
        string target = Path.Combine(_folder, "target", "model.zip");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(files[0], target);
        var random = new Random(5);
        int abandoned = 0;
        for (int i = 0; i < Soak.Times(10); i++)
        {
            KillOneSave(files, target, random);
            Assert.Contains(ModelFileTests.Contents(target).ToArray(), whole);
            abandoned += RemoveAbandoned(models[0], data.Schema, target);
        }

        Assert.True(abandoned > 0, "no kill fell into a save");
    }

    private static void KillOneSave(string[] files, string target, Random random)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "MlpTrainer.SavingProcess.dll");
        using Process child = Process.Start(new ProcessStartInfo("dotnet", [program, .. files, target]) { RedirectStandardOutput = true })!;
        for (int saves = random.Next(1, 4); saves > 0; saves--)
        {
            Assert.Equal("saving", child.StandardOutput.ReadLine());
        }

        Thread.Sleep(random.Next(0, 30));
        child.Kill();
        child.WaitForExit();
    }

    /// <summary>What the next save does with files left behind, once they are old enough.</summary>
    private int RemoveAbandoned(ITransformer model, DataViewSchema schema, string target)
    {
        string[] left = [.. Directory.GetFiles(Path.GetDirectoryName(target)!).Where(file => file != target)];
        foreach (string file in left)
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-1));
        }

        _mlContext.Model.SaveAtomically(model, schema, target);
        Assert.Equal([target], Directory.GetFiles(Path.GetDirectoryName(target)!));
        return left.Length;
    }

    /// <summary>A megabyte that does not compress, so that a save takes its time.</summary>
    private ITransformer Model(IDataView data, float phase)
    {
        var shape = new NetworkShape(3, [512, 512, 1], [Activation.Tanh, Activation.Tanh, Activation.Sigmoid]);
        float[] parameters = [.. Enumerable.Range(0, shape.ParameterCount).Select(i => MathF.Sin(phase + i))];
        return new MlpBinaryTrainer(_mlContext).TransformerOf(new TrainedNetwork(shape, parameters), HandMade.Training(), data.Schema);
    }
}
