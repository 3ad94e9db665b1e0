using System.IO.Compression;
using System.Reflection;
using System.Text.Json;

namespace MlpTrainer.Tests.Package;

/// <summary>The package, made of the sources that are tested, in a folder of its own outside the repository, and a place to restore it to.</summary>
public sealed class PackedPackage : IDisposable
{
    /// <summary>The collection of the tests that share it.</summary>
    public const string Collection = "package";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("MlpTrainer.Package.");

    public PackedPackage()
    {
        Directory.CreateDirectory(PathOf("data"));
        string[] versionAndPlace = [$"-p:PackageVersion={Version}", "--artifacts-path", PathOf("artifacts"), "-o", PathOf("packed")];
        Tests.DotNet.Run(Repository.Folder, ["pack", "src/MlpTrainer", "-c", Configuration, "-p:RunAnalyzers=false", "-p:NuGetAudit=false", .. versionAndPlace]);
        File.WriteAllText(PathOf("nuget.config"), NuGetConfig());
    }

    /// <summary>The version that PACKAGE.md asks for: this build's own.</summary>
    public static string ReleaseVersion { get; } =
        typeof(MlpBinaryTrainer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>A version that no cache can have.</summary>
    public static string Version { get; } = ReleaseVersion + "-test";

    private static string Configuration { get; } =
        typeof(PackedPackage).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The files that packing made.</summary>
    public string[] Files => [.. Directory.GetFiles(PathOf("packed")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    public string PathOf(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    public ZipArchive Open(string extension) => ZipFile.OpenRead(PathOf("packed", $"MlpTrainer.{Version}.{extension}"));

    /// <summary>Runs <c>dotnet</c> in this folder. What it builds of a file lies here too, and not among the user's data.</summary>
    public string DotNet(params string[] arguments) =>
        Tests.DotNet.Run(_folder.FullName, arguments, ("NUGET_PACKAGES", null), ("XDG_DATA_HOME", PathOf("data")));

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>
    /// The package is restored to this folder, and what it depends on is found where the tests' own build found it: nothing is downloaded,
    /// and no machine-wide cache learns of it.
    /// </summary>
    private static string NuGetConfig()
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("src", "MlpTrainer", "obj", "project.assets.json")));
        IEnumerable<string> folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name);
        return $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="cache" /></config>
              <fallbackPackageFolders><clear />{string.Concat(folders.Select((folder, i) => $"<add key=\"{i}\" value=\"{folder}\" />"))}</fallbackPackageFolders>
              <packageSources><clear /><add key="packed" value="packed" /></packageSources>
            </configuration>
            """;
    }
}

[CollectionDefinition(PackedPackage.Collection)]
public sealed class PackageIsShared : ICollectionFixture<PackedPackage>;
