using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MlpTrainer.Engine.Tests.Kernels;

public partial class UnsafeCodeTests
{
    /// <summary>Code that can touch memory out of bounds, or depends on the processor, stays in folders called Kernels.</summary>
    [Fact]
    public void UnsafeCodeAndVectorsAppearOnlyInKernels()
    {
        string source = Path.GetFullPath(Path.Combine(ThisFolder(), "../../../src"));
        string[] files = Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories);
        string[] outside = [.. files.Where(file => !IsIn(file, "Kernels") && !IsIn(file, "obj") && !IsIn(file, "bin"))];
        Assert.True(outside.Length > 20, $"Only {outside.Length} sources found below {source}.");
        Assert.DoesNotContain(outside, file => File.ReadLines(file).Any(line => Forbidden().IsMatch(line)));
        Assert.Contains(files, file => IsIn(file, "Kernels") && File.ReadLines(file).Any(line => Forbidden().IsMatch(line)));
    }

    private static bool IsIn(string file, string folder) =>
        file.Split(Path.DirectorySeparatorChar).Contains(folder);

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"\bunsafe\b(?!-)|\bUnsafe\.|\bMemoryMarshal\.|\bVector(128|256|512)\b|\bSystem\.Runtime\.Intrinsics\b")]
    private static partial Regex Forbidden();
}
