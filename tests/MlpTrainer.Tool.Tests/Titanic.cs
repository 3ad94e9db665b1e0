namespace MlpTrainer.Tool.Tests;

/// <summary>A model of a table of the repository, trained once: who survived.</summary>
internal static class Titanic
{
    public static string Table { get; } = Repository.PathOf("tests", "MlpTrainer.Benchmarks", "data", "TitanicSurvival.csv");

    private static readonly Lazy<string> s_model = new(() =>
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("mlp-titanic-").FullName, "titanic.zip");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        RunOf.Good("train", Table, "--label", "survived", "--effort", "quick", "--out", path);
        return path;
    });

    public static string Model => s_model.Value;
}
