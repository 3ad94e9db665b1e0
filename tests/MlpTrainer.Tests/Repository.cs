using System.Runtime.CompilerServices;

namespace MlpTrainer.Tests;

/// <summary>The sources that these tests were built from.</summary>
internal static class Repository
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "..", ".."));

    public static string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
