using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace MlpTrainer.Engine.Files;

/// <summary>Writes what <see cref="CheckedReader"/> reads: numbers, little-endian; a text as its length in bytes and its UTF-8.</summary>
internal sealed class ByteWriter(Stream stream)
{
    private const int Chunk = 4096;

    private readonly XxHash3 _hash = new();

    /// <summary>XXH3 (64 bits, seed 0) of all that was written so far.</summary>
    public ulong Checksum => _hash.GetCurrentHashAsUInt64();

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _hash.Append(bytes);
    }

    public void Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void UInt64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void Double(double value) => UInt64(BitConverter.DoubleToUInt64Bits(value));

    public void Flag(bool value) => Bytes([value ? (byte)1 : (byte)0]);

    /// <exception cref="NotSupportedException">The text is longer than a reader takes.</exception>
    public void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > CheckedReader.LongestText)
        {
            throw new NotSupportedException(
                Invariant($"A text in a model file must be at most {CheckedReader.LongestText} bytes, but was {bytes.Length}: \"{text[..40]}…\"."));
        }

        Int32(bytes.Length);
        Bytes(bytes);
    }

    public void Floats(ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[Math.Min(values.Length, Chunk) * sizeof(float)];
        for (int start = 0; start < values.Length; start += Chunk)
        {
            ReadOnlySpan<float> part = values.Slice(start, Math.Min(Chunk, values.Length - start));
            for (int i = 0; i < part.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), part[i]);
            }

            Bytes(bytes.AsSpan(0, part.Length * sizeof(float)));
        }
    }
}
