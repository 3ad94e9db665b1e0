using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MlpTrainer.Engine.Tests;

/// <summary>The file of recorded digests: a line for each case and width of registers.</summary>
internal static class RecordedBits
{
    private const string FileToWrite = "MLPTRAINER_RECORD_BITS";

    private const string Heading = """
        # Digests of trained networks, in full precision: see RecordedBitsTests.
        # case | floats in a register (8: AVX2, 4: SSE, 1: none) | parameters | scores
        """;

    private static readonly Dictionary<(string Name, int Lanes), string> s_listed =
        Read(Path.Combine(AppContext.BaseDirectory, "Training", "RecordedBits.txt"));

    public const string HowToRecord = $"""
        If these bits are meant to change, say so in CHANGELOG.md and record them anew, in the root folder of the repository:
        {FileToWrite}=$PWD/tests/MlpTrainer.Engine.Tests/Training/RecordedBits.txt dotnet test tests/MlpTrainer.Engine.Tests --filter RecordedBits
        """;

    public static IReadOnlyCollection<(string Name, int Lanes)> Listed => s_listed.Keys;

    public static bool IsRecording => Environment.GetEnvironmentVariable(FileToWrite) is not null;

    /// <summary>
    /// Whether this system's mathematics library is the one that the records come from, which makes exp, log, pow and cos: glibc for x64.
    /// Another's may differ in the last bit.
    /// </summary>
    private static bool IsSystemOfTheRecords =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);

    /// <summary>The recorded digests of a case, or null where this system or width of registers has none.</summary>
    public static string? Of(string name, int lanes) => IsSystemOfTheRecords ? s_listed.GetValueOrDefault((name, lanes)) : null;

    /// <summary>Puts a case's digests into the file that is being written, and takes out cases that are no more.</summary>
    public static void Record(string name, int lanes, string digests)
    {
        Assert.True(IsSystemOfTheRecords, "Bits must be recorded on x64 Linux with glibc.");
        string file = Environment.GetEnvironmentVariable(FileToWrite)!;
        Dictionary<(string Name, int Lanes), string> lines = Read(file);
        lines[(name, lanes)] = digests;
        IEnumerable<string> ordered =
            from recorded in RecordedCases.All
            from line in lines
            where line.Key.Name == recorded.Name
            orderby line.Key.Lanes descending
            select $"{line.Key.Name,-34} {line.Key.Lanes} {line.Value}";
        File.WriteAllText(file, $"{Heading}\n{string.Join('\n', ordered)}\n");
    }

    /// <summary>The first quarter of the SHA-256 of the numbers' bits.</summary>
    public static string Digest(ReadOnlySpan<float> values) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)).AsSpan(0, 8));

    private static Dictionary<(string Name, int Lanes), string> Read(string file) => File.ReadLines(file)
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(words => (words[0], int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture)), words => $"{words[2]} {words[3]}");
}
