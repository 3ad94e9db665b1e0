using MlpTrainer.Benchmarks.Pipelines;
using MlpTrainer.Benchmarks.Quality;

namespace MlpTrainer.Tests.Docs;

/// <summary>Tables are what the code says: each is generated here, and must stand in its document to the letter.</summary>
public class TableTests
{
    [Fact]
    public void AutoMLsTableIsTheSearchSpace() => Check("automl.md", SearchTable.Text());

    [Fact]
    public void OnnxTablesAreWhatFilesHold() => Check("onnx.md", OnnxTables.InputsAndOutputs(), OnnxTables.Activations());

    [Fact]
    public void ThePackagesTableIsTheReadmes() => Check("PACKAGE.md", Document.Named("README.md").Tables[0]);

    /// <summary>What <c>quality --from</c> prints of the recorded measurements; docs/defaults.md may have further tables.</summary>
    [Fact]
    public void TheDefaultsScoresAreTheRecordedOnes()
    {
        QualityReport report = QualityReport.Read(Repository.PathOf("tests", "MlpTrainer.Benchmarks", "Quality", "measured.jsonl"));
        CheckHas("defaults.md", report.Scores());
        CheckHas("defaults.md", report.Summary());
        CheckHas("README.md", report.Summary());
    }

    /// <summary>What <c>pipeline --from</c> prints of the recorded measurements.</summary>
    [Fact]
    public void ThePipelinesTableIsTheRecordedOne() =>
        Check("performance.md", PipelineReport.Read(Repository.PathOf("tests", "MlpTrainer.Benchmarks", "Pipelines", "measured.jsonl")));

    /// <summary>The files that the mathematics name are the engine's.</summary>
    [Fact]
    public void FormulasStandWhereTheTableSays()
    {
        HashSet<string> files = [.. Directory.GetFiles(Repository.PathOf("src", "MlpTrainer.Engine"), "*.cs", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))];
        string[] named = [.. Document.Named("mathematics.md").Tables.SelectMany(table => table.Split('`')).Where(text => text.EndsWith(".cs", StringComparison.Ordinal)).Select(path => Path.GetFileName(path))];
        Assert.True(named.Length > 8);
        Assert.All(named, name => Assert.Contains(name, files));
    }

    /// <summary>The addresses are the sample's routes.</summary>
    [Fact]
    public void TheServicesTableIsItsRoutes()
    {
        string program = File.ReadAllText(Repository.PathOf("samples", "PredictionService", "Program.cs"));
        string[] addresses = [.. Assert.Single(Document.Named("serving.md").Tables).Split('`').Where(text => text.StartsWith("GET /", StringComparison.Ordinal) || text.StartsWith("POST /", StringComparison.Ordinal))];
        Assert.Equal(["GET /", "GET /schema", "POST /predict", "GET /health", "GET /metrics"], addresses);
        Assert.All(["MapGet(\"/\"", "MapGet(\"/schema\"", "MapPost(\"/predict\"", "MapHealthChecks(\"/health\"", "MapMetrics()"], route => Assert.Contains(route, program, StringComparison.Ordinal));
    }

    /// <summary>A new document with a table needs a test, here, in OptionTableTests or in RecipeTests.</summary>
    [Fact]
    public void NoOtherDocumentHasATable() =>
        Assert.Equal(
            ["CONTRIBUTING.md", "PACKAGE.md", "README.md", "automl.md", "costs.md", "defaults.md", "mathematics.md", "onnx.md", "options.md", "performance.md", "serving.md", "tool.md"],
            Document.All.Where(document => document.Tables.Count > 0).Select(document => document.Name).Order(StringComparer.Ordinal));

    private static void CheckHas(string document, string table) =>
        Assert.True(Document.Named(document).Tables.Contains(table), $"{document} must have the table:\n\n{table}");

    private static void Check(string document, params string[] tables) =>
        Assert.True(tables.SequenceEqual(Document.Named(document).Tables), $"The tables of {document} must be:\n\n{string.Join("\n\n", tables)}");
}
