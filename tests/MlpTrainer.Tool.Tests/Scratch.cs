using System.Text;

namespace MlpTrainer.Tool.Tests;

/// <summary>A folder for a test's files, gone after it.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlp-tool-").FullName;

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string text, Encoding? encoding = null)
    {
        File.WriteAllText(PathOf(name), text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return PathOf(name);
    }

    public string[] Files => [.. Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
