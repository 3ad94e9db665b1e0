using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace MlpTrainer.Tests.Package;

/// <summary>PACKAGE.md's two programs, restored from the package and run to the letter, on real data: one trains, the other loads the model.</summary>
[Collection(PackedPackage.Collection)]
public partial class PackageUseTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="MlpTrainer" Version="VERSION" />
          </ItemGroup>
        </Project>
        """;

    private readonly PackedPackage _package;
    private readonly string _trains, _loads;

    public PackageUseTests(PackedPackage package)
    {
        _package = package;
        string text = File.ReadAllText(Repository.PathOf("src", "MlpTrainer", "PACKAGE.md")).ReplaceLineEndings("\n");
        string[] blocks = [.. CodeBlock().Matches(text).Select(block => block.Groups[1].Value)];
        Assert.All(blocks, block => Assert.StartsWith($"#:package MlpTrainer@{PackedPackage.ReleaseVersion}\n", block, StringComparison.Ordinal));
        blocks = [.. blocks.Select(block => block.Replace($"@{PackedPackage.ReleaseVersion}\n", $"@{PackedPackage.Version}\n", StringComparison.Ordinal))];
        Assert.Equal(2, blocks.Length);
        (_trains, _loads) = (blocks[0], blocks[1]);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "spam.csv"), _package.PathOf("spam.csv"), overwrite: true);
        File.Delete(_package.PathOf("spam-model.zip"));
    }

    [Fact]
    public void FilesTrainAndLoad()
    {
        File.WriteAllText(_package.PathOf("spam.cs"), _trains);
        File.WriteAllText(_package.PathOf("classify.cs"), _loads);
        CheckTraining(_package.DotNet("run", "spam.cs"));
        CheckLoading(_package.DotNet("run", "classify.cs"));
    }

    [Fact]
    public void ProjectsTrainAndLoad()
    {
        WriteProject("Train", _trains);
        WriteProject("Classify", _loads);
        File.WriteAllText(_package.PathOf("Both.slnx"), """<Solution><Project Path="Train/Train.csproj" /><Project Path="Classify/Classify.csproj" /></Solution>""");
        _package.DotNet("build", "Both.slnx");
        Assert.DoesNotContain(NamedAssemblies(Built("Classify")), name => name.StartsWith("MlpTrainer", StringComparison.Ordinal));
        CheckTraining(_package.DotNet(Built("Train")));
        CheckLoading(_package.DotNet(Built("Classify")));
    }

    private static void CheckTraining(string output)
    {
        Assert.InRange(Number(output, "accuracy"), 0.92, 1);
        Assert.InRange(Number(output, "AUC"), 0.97, 1);
        Assert.Equal(3, Regex.Count(output, @"probability [01]\.\d{3}, in truth (True|False)"));
    }

    private static void CheckLoading(string output)
    {
        Assert.InRange(Number(output, "accuracy"), 0.93, 1);
        Assert.Contains("over all 4601 e-mails", output, StringComparison.Ordinal);
    }

    private void WriteProject(string name, string program)
    {
        Directory.CreateDirectory(_package.PathOf(name));
        File.WriteAllText(_package.PathOf(name, $"{name}.csproj"), Project.Replace("VERSION", PackedPackage.Version, StringComparison.Ordinal));
        File.WriteAllText(_package.PathOf(name, "Program.cs"), Directive().Replace(program, ""));
    }

    private string Built(string name) => _package.PathOf(name, "bin", "Debug", "net10.0", $"{name}.dll");

    private static IEnumerable<string> NamedAssemblies(string path)
    {
        using var reader = new PEReader(File.OpenRead(path));
        MetadataReader metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private static double Number(string output, string name) =>
        double.Parse(Regex.Match(output, $@"\b{name} (0\.\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^#:.*\n", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
