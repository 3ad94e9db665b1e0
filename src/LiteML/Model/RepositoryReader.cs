using System.IO.Compression;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A model file being read.</summary>
public sealed class RepositoryReader : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly IExceptionContext _context;

    internal RepositoryReader(Stream stream, IExceptionContext context)
    {
        _context = context;
        try
        {
            _zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw context.ExceptDecode(e, "Failed to open a zip archive");
        }
    }

    /// <summary>The content of an entry, or null if there is none of that name.</summary>
    internal MemoryStream OpenOrNull(string path)
    {
        if (_zip.GetEntry(path) is not { } entry)
            return null;
        try
        {
            using Stream source = entry.Open();
            var content = new MemoryStream();
            source.CopyTo(content);
            content.Position = 0;
            return content;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw _context.ExceptDecode(e, $"Corrupt model file: can't read '{path}'");
        }
    }

    void IDisposable.Dispose() => _zip.Dispose();
}
