using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MlpTrainer.Tool.Tests.Printing;

/// <summary>The program that is printed compiles, runs, and gives the model that the tool gives.</summary>
public class PrintedProgramTests
{
    [Theory]
    [InlineData("titanic", "survived")]
    [InlineData("awkward", "Preis")]
    [InlineData("vehicle", "Class")]
    [InlineData("bare", "column1")]
    public void ItsModelPredictsTheSame(string table, string label)
    {
        using Scratch scratch = new();
        string path = table switch
        {
            "awkward" => scratch.Write("haus.csv", AwkwardTable.Text(rows: 150), System.Text.Encoding.Latin1),
            "bare" => scratch.Write("bare.tsv", string.Join('\n', File.ReadLines(Titanic.Table).Skip(1).Take(200).Select(line => line.Replace(',', '\t')))),
            "vehicle" => Repository.PathOf("tests", "MlpTrainer.Benchmarks", "data", "Vehicle.csv"),
            _ => Titanic.Table,
        };
        string[] arguments = ["train", path, "--label", label, "--effort", "quick", "--test", "0", "--out", scratch.PathOf("tool.zip")];
        string program = RunOf.Good([.. arguments, "--print-code"]).Output;
        Run(program, path, scratch.PathOf("program.zip"));
        RunOf.Good(arguments);
        Assert.Equal(Parameters(scratch.PathOf("tool.zip")), Parameters(scratch.PathOf("program.zip")));
    }

    [Fact]
    public void ItMeasuresOnRowsThatAreHeldOut()
    {
        using Scratch scratch = new();
        string program = RunOf.Good("train", Titanic.Table, "--label", "survived", "--effort", "quick", "--print-code").Output;
        Assert.Contains("#:package MlpTrainer@0.1.0\n", program, StringComparison.Ordinal);
        string output = Run(program, Titanic.Table, scratch.PathOf("program.zip"));
        Assert.StartsWith("accuracy 0.", output, StringComparison.Ordinal);
    }

    /// <summary>The bits of the network.</summary>
    private static float[] Parameters(string model)
    {
        Microsoft.ML.MLContext mlContext = new();
        return Microsoft.ML.MlpTransformers.Mlp(mlContext.Model.Load(model, out _)).Network.Parameters.ToArray();
    }

    private static string Run(string program, params string[] arguments)
    {
        string usings = string.Concat(new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq" }.Select(name => $"global using {name};\n"));
        string text = string.Join('\n', program.Split('\n').Where(line => !line.StartsWith("#:", StringComparison.Ordinal)));
        CSharpParseOptions latest = new(LanguageVersion.Latest);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create($"printed{Guid.NewGuid():N}", [CSharpSyntaxTree.ParseText(usings, latest), CSharpSyntaxTree.ParseText(text, latest)],
            references, new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error)));
        TextWriter console = Console.Out;
        StringWriter output = new();
        Console.SetOut(output);
        try
        {
            Assembly.Load(image.ToArray()).EntryPoint!.Invoke(null, [arguments]);
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }
}
