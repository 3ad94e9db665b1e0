using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace MlpTrainer.Tests.Package;

/// <summary>What is in the package, and what it says of itself.</summary>
[Collection(PackedPackage.Collection)]
public class PackageContentTests(PackedPackage package)
{
    private static readonly string[] s_assemblies = ["MlpTrainer", "MlpTrainer.Engine"];

    [Fact]
    public void TheSolutionMakesOnePackageAndItsSymbols() =>
        Assert.Equal([$"MlpTrainer.{PackedPackage.Version}.nupkg", $"MlpTrainer.{PackedPackage.Version}.snupkg"], package.Files);

    [Fact]
    public void ThePackageHoldsBothAssembliesAndTheirDocumentation()
    {
        using ZipArchive archive = package.Open("nupkg");
        Assert.Equal(
            [
                "LICENSE", "MlpTrainer.nuspec", "PACKAGE.md", "icon.png",
                "lib/net10.0/MlpTrainer.Engine.dll", "lib/net10.0/MlpTrainer.Engine.xml", "lib/net10.0/MlpTrainer.dll", "lib/net10.0/MlpTrainer.xml",
            ],
            Names(archive));
        Assert.Equal(File.ReadAllBytes(Repository.PathOf("src", "MlpTrainer", "PACKAGE.md")), Bytes(archive, "PACKAGE.md"));
        Assert.Contains("T:MlpTrainer.MlpBinaryTrainer", Documented(archive, "MlpTrainer"));
        Assert.Contains("T:MlpTrainer.Engine.TrainedNetwork", Documented(archive, "MlpTrainer.Engine"));
    }

    /// <summary>Of what the plugin and the engine are built with, only what runs is asked for: no analyzer, and no package of the engine's.</summary>
    [Fact]
    public void TheDescriptionAsksForWhatRuns()
    {
        using ZipArchive archive = package.Open("nupkg");
        XElement metadata = Xml(archive, "MlpTrainer.nuspec").Elements().Single();
        string? Text(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
        Assert.Equal(("MlpTrainer", PackedPackage.Version, "MIT"), (Text("id"), Text("version"), Text("license")));
        Assert.Equal(("PACKAGE.md", "icon.png", null), (Text("readme"), Text("icon"), Text("projectUrl")));
        XElement group = Assert.Single(metadata.Descendants(), element => element.Name.LocalName == "group");
        Assert.Equal("net10.0", group.Attribute("targetFramework")!.Value);
        Assert.Equal(
            ["MathNet.Numerics", "Microsoft.ML", "Microsoft.ML.DataView", "System.IO.Hashing", "System.Numerics.Tensors"],
            group.Elements().Select(dependency => dependency.Attribute("id")!.Value));
        string floor = group.Elements().Single(dependency => dependency.Attribute("id")!.Value == "Microsoft.ML").Attribute("version")!.Value;
        Assert.InRange(System.Version.Parse(floor), new System.Version(5, 0, 1), new System.Version(5, 99));
    }

    [Fact]
    public void TheIconIsASmallSquare()
    {
        using ZipArchive archive = package.Open("nupkg");
        byte[] png = Bytes(archive, "icon.png");
        Assert.InRange(png.Length, 100, 10_000);
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    /// <summary>A debugger takes symbols only if their number is the assembly's.</summary>
    [Fact]
    public void TheSymbolsAreThoseOfTheAssemblies()
    {
        using ZipArchive assemblies = package.Open("nupkg"), symbols = package.Open("snupkg");
        Assert.Equal(["MlpTrainer.nuspec", "lib/net10.0/MlpTrainer.Engine.pdb", "lib/net10.0/MlpTrainer.pdb"], Names(symbols));
        Assert.All(s_assemblies, name => Assert.Equal(AskedFor(Bytes(assemblies, $"lib/net10.0/{name}.dll")), Given(Bytes(symbols, $"lib/net10.0/{name}.pdb"))));
    }

    private static Guid AskedFor(byte[] assembly)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        return reader.ReadCodeViewDebugDirectoryData(reader.ReadDebugDirectory().Single(entry => entry.IsPortableCodeView)).Guid;
    }

    private static Guid Given(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        return new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id).Guid;
    }

    /// <summary>All but the parts of the container format.</summary>
    private static IEnumerable<string> Names(ZipArchive archive) =>
        archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)
            .Where(name => name is not ("_rels/.rels" or "[Content_Types].xml") && !name.EndsWith(".psmdcp", StringComparison.Ordinal));

    private static IEnumerable<string> Documented(ZipArchive archive, string assembly) =>
        Xml(archive, $"lib/net10.0/{assembly}.xml").Descendants("member").Select(member => member.Attribute("name")!.Value);

    private static XElement Xml(ZipArchive archive, string name) => XElement.Load(new MemoryStream(Bytes(archive, name)));

    private static byte[] Bytes(ZipArchive archive, string name)
    {
        using Stream stream = archive.GetEntry(name)!.Open();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
