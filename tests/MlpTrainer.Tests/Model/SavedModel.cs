using System.IO.Compression;
using System.Text;
using MlpTrainer.Engine.Files;

namespace MlpTrainer.Tests.Model;

/// <summary>A model file as ML.NET saves it, whose own bytes (network, training, checksum) can be taken out and put back.</summary>
/// <remarks>ML.NET's header of an entry: long at 16 the model's start, at 24 its length, later starts from 32 on; at 64 its signature, at 72 its version.</remarks>
internal sealed class SavedModel
{
    private const int StartAt = 16, LengthAt = 24, FirstLaterStart = 32, SignatureAt = 64, VersionAt = 72;

    private readonly byte[] _zip, _entry;
    private readonly string _entryName;
    private readonly int _start, _length;

    public SavedModel(byte[] zip)
    {
        _zip = zip;
        using var archive = new ZipArchive(new MemoryStream(zip));
        (_entryName, _entry) = archive.Entries.Select(entry => (entry.FullName, Bytes(entry))).Single(entry => IsOurs(entry.Item2));
        _start = (int)BitConverter.ToInt64(_entry, StartAt) + sizeof(int);      // ML.NET's base class writes the size of a float before us
        _length = (int)BitConverter.ToInt64(_entry, LengthAt) - sizeof(int);
        Version = _entry[VersionAt];
    }

    /// <summary>The format version.</summary>
    public int Version { get; }

    /// <summary>Network, training and checksum.</summary>
    public byte[] Own => _entry[_start..(_start + _length)];

    /// <summary>The file with other own bytes, and ML.NET's header put right for their length.</summary>
    public byte[] With(byte[] own)
    {
        byte[] header = _entry[.._start];
        int lengthened = own.Length - _length;
        BitConverter.TryWriteBytes(header.AsSpan(LengthAt), (long)own.Length + sizeof(int));
        for (int at = FirstLaterStart; at + sizeof(long) <= _start; at += sizeof(long))
        {
            long later = BitConverter.ToInt64(header, at);
            if (later >= _start + _length && later <= _entry.Length)
            {
                BitConverter.TryWriteBytes(header.AsSpan(at), later + lengthened);
            }
        }

        using var copy = new MemoryStream();
        copy.Write(_zip);
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(_entryName)!.Delete();
            using Stream stream = archive.CreateEntry(_entryName, CompressionLevel.Fastest).Open();
            stream.Write([.. header, .. own, .. _entry[(_start + _length)..]]);
        }

        return copy.ToArray();
    }

    /// <summary>The bytes with the checksum that they must end with.</summary>
    public static byte[] Repaired(byte[] own)
    {
        if (own.Length < sizeof(ulong))
        {
            return own;
        }

        var repaired = new MemoryStream();
        var writer = new ByteWriter(repaired);
        writer.Bytes(own.AsSpan(0, own.Length - sizeof(ulong)));
        writer.UInt64(writer.Checksum);
        return repaired.ToArray();
    }

    private static bool IsOurs(byte[] entry) =>
        entry.Length > VersionAt && Encoding.ASCII.GetString(entry, SignatureAt, sizeof(ulong)) is "MLPBINRY" or "MLPMULTI" or "MLPREGRS";

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
