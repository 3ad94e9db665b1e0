using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>A model file being written: a zip of named entries, with nothing in it that changes from run to run.</summary>
public sealed class RepositoryWriter
{
    private readonly List<(string Path, byte[] Content)> _entries = [];

    internal RepositoryWriter() { }

    internal void Add(string path, byte[] content) => _entries.Add((path, content));

    internal void WriteTo(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string path, byte[] content) in _entries)
        {
            ZipArchiveEntry entry = zip.CreateEntry(path);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream target = entry.Open();
            target.Write(content);
        }
    }
}
