namespace MlpTrainer.Tests.Docs;

/// <summary>CONTRIBUTING.md's recipe for an activation, followed on a copy of the sources: its file, its four lines; then a program uses it, and where the soak asks for more the tests run there.</summary>
public sealed class RecipeTests : IDisposable
{
    private const string Program = """
        using System.Globalization;
        using MlpTrainer.Engine;
        var builder = new TrainingSetBuilder(featureCount: 1, targetWidth: 1);
        for (int i = 0; i < 400; i++)
        {
            builder.Add([i / 100f], [MathF.Sin(i / 100f)]);
        }

        var options = new TrainingOptions { HiddenLayers = [16], Activation = Activation.ByName("softsign"), Cost = new QuadraticCost(), MaximumNumberOfEpochs = 200 };
        TrainedNetwork network = NetworkTrainer.Train(builder.Build(), validation: null, outputs: 1, options).Network;
        network.SaveAsOnnx("softsign.onnx");
        network.Save("softsign.mlp");
        float[] scores = new float[3];
        TrainedNetwork.Load("softsign.mlp").Score(new[] { 0.5f, 2f, 3.5f }, scores);
        Console.WriteLine(string.Join(' ', scores.Select(score => score.ToString("F2", CultureInfo.InvariantCulture))));
        """;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
          <ItemGroup><ProjectReference Include="../../src/MlpTrainer.Engine/MlpTrainer.Engine.csproj" /></ItemGroup>
        </Project>
        """;

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("mlp-recipe-");

    public void Dispose() => _copy.Delete(recursive: true);

    [Fact, Trait(Soak.Trait, Soak.Category)]
    public void AnActivationAsTheRecipeHasItIsOneLikeTheOthers()
    {
        const string Activations = "src/MlpTrainer.Engine/Activations/", List = Activations + "Activation.cs", Surface = "src/MlpTrainer.Engine/PublicAPI.Unshipped.txt";
        const string Reference = "tests/MlpTrainer.Engine.Tests/Activations/ActivationReference.cs";
        CopySources();
        Document recipe = Document.Named("CONTRIBUTING.md");
        string code = Assert.Single(recipe.CSharp), directive = code[..(code.IndexOf(';') + 1)];
        File.WriteAllText(PathOf(Activations + "Softsign.cs"), $"{directive}\n\nnamespace MlpTrainer.Engine;\n{code[directive.Length..]}");
        File.Delete(PathOf("tests/MlpTrainer.Engine.Tests/Activations/Softsign.cs"));
        File.Delete(PathOf("tests/MlpTrainer.Engine.Tests/Activations/SoftsignTests.cs"));

        string[] lines = [.. recipe.Tables.Single(table => table.Contains("Softsign,")).Split('\n').SelectMany(row => row.Split('`').Where((_, i) => i % 2 == 1)).Select(text => text.Replace("\\|", "|", StringComparison.Ordinal))];
        string Line(string start) => lines.Single(line => line.StartsWith(start, StringComparison.Ordinal));
        Insert(List, "    /// <summary>a = e^z. An output", $"    {Line("/// <summary>a = z/")}\n    {Line("public static")}\n\n");
        Insert(List, "        HardSwish,\n    ];", $"        {Line("Softsign,")}\n");
        File.AppendAllText(PathOf(Surface), Line("static MlpTrainer") + "\n");
        Insert(Reference, "        [\"exponential\"]", $"        {Line("[\"softsign\"]")}\n");

        Directory.CreateDirectory(PathOf("samples/Softsign"));
        File.WriteAllText(PathOf("samples/Softsign/Softsign.csproj"), Project);
        File.WriteAllText(PathOf("samples/Softsign/Program.cs"), Program);
        string output = DotNet.Run(PathOf("samples/Softsign"), ["run", "-p:RunAnalyzers=false", "-p:NuGetAudit=false"]);
        double[] scores = [.. output.Trim().Split('\n')[^1].Split(' ').Select(score => double.Parse(score, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal([Math.Sin(0.5), Math.Sin(2), Math.Sin(3.5)], scores, (expected, score) => Math.Abs(expected - score) < 0.1);
        if (Soak.Times(1) > 1)
        {
            output = DotNet.Run(_copy.FullName, ["test", "tests/MlpTrainer.Engine.Tests", "--filter", "FullyQualifiedName~ActivationTests|FullyQualifiedName~GradientTests"]);
            Assert.Contains("Passed!", output, StringComparison.Ordinal);
        }
    }

    private string PathOf(string file) => Path.Combine(_copy.FullName, file);

    /// <summary>Puts text before a passage that the file has.</summary>
    private void Insert(string file, string before, string text)
    {
        string all = File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");
        Assert.Contains(before, all, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), all.Replace(before, text + before, StringComparison.Ordinal));
    }

    private void CopySources()
    {
        string[] folders = ["src/MlpTrainer.Engine", "tests/MlpTrainer.Engine.Tests", "tests/MlpTrainer.Benchmarks", "samples", "build"];
        string[] files = [.. folders.SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories)), .. Directory.GetFiles(Repository.Folder), .. Directory.GetFiles(Repository.PathOf("src"))];
        foreach (string file in files.Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            string copy = PathOf(Path.GetRelativePath(Repository.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
