using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Some streams, such as files.</summary>
public interface IMultiStreamSource
{
    int Count { get; }

    string GetPathOrNull(int index);

    Stream Open(int index);

    TextReader OpenTextReader(int index);
}

/// <summary>Files.</summary>
public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    public MultiFileSource(params string[] paths)
    {
        Contracts.CheckValueOrNull(paths);
        _paths = paths ?? [];
    }

    public int Count => _paths.Length;

    public string GetPathOrNull(int index) => _paths[index];

    public Stream Open(int index) => File.Exists(_paths[index])
        ? File.OpenRead(_paths[index])
        : throw Contracts.ExceptParam("path", $"File or directory does not exist at path: {_paths[index]}");

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index), Encoding.UTF8);
}
