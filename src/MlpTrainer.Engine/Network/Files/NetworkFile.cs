namespace MlpTrainer.Engine.Files;

/// <summary>A network's own file; all numbers little-endian.</summary>
/// <remarks>
/// <code>
/// magic      8 bytes, "MLPTRAIN"
/// version    int, see <see cref="FormatVersion"/>
/// network    see <see cref="NetworkFormat"/>
/// checksum   8 bytes, XXH3 (64 bits, seed 0) of all bytes before
/// </code>
/// </remarks>
internal static class NetworkFile
{
    private static ReadOnlySpan<byte> Magic => "MLPTRAIN"u8;

    public static void Write(TrainedNetwork network, Stream stream)
    {
        var bytes = new ByteWriter(stream);
        bytes.Bytes(Magic);
        bytes.Int32(FormatVersion.Newest);
        NetworkFormat.Write(bytes, network);
        bytes.UInt64(bytes.Checksum);
    }

    /// <summary>Reads a network's bytes and none beyond them.</summary>
    public static TrainedNetwork Read(Stream stream)
    {
        var bytes = new CheckedReader(stream);
        Span<byte> magic = stackalloc byte[Magic.Length];
        bytes.Bytes(magic, "a network's file");
        if (!magic.SequenceEqual(Magic))
        {
            throw new InvalidDataException(
                $"A network's file must begin with the bytes {Convert.ToHexString(Magic)} (MLPTRAIN), but began with {Convert.ToHexString(magic)}.");
        }

        int version = bytes.Int32("format version", FormatVersion.Oldest, int.MaxValue);
        if (version > FormatVersion.Newest)
        {
            throw new InvalidDataException(
                Invariant($"The file's format version must be at most {FormatVersion.Newest}, but was {version}: a newer library wrote it."));
        }

        TrainedNetwork network = NetworkFormat.Read(bytes, version);
        bytes.CheckChecksum();
        return network;
    }

    /// <summary>Reads a file that has nothing but a network.</summary>
    public static TrainedNetwork Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        TrainedNetwork network = Read(file);
        CheckedReader.Check(file.ReadByte() < 0, "bytes follow the checksum");
        return network;
    }
}
