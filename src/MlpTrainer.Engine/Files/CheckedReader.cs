using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Files;

/// <summary>Reads numbers and texts from bytes that may be cut short or altered: never asks for memory that the bytes left cannot fill.</summary>
/// <remarks>Where a stream does not tell how many bytes are left, arrays grow as their bytes arrive.</remarks>
internal sealed class CheckedReader(Stream stream)
{
    /// <summary>In bytes.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>Floats read at a time.</summary>
    private const int Chunk = 4096;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly XxHash3 _hash = new();
    private readonly byte[] _buffer = new byte[Chunk * sizeof(float)];

    private long BytesLeft => stream.CanSeek ? stream.Length - stream.Position : long.MaxValue;

    public void Bytes(Span<byte> bytes, string what)
    {
        Expect(bytes.Length, sizeof(byte), what);
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        Check(read == bytes.Length, Invariant($"{bytes.Length} bytes of {what} were expected, but {read} bytes are left"));
        _hash.Append(bytes);
    }

    public int Int32(string what, int minimum, int maximum)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        Bytes(bytes, what);
        int value = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        Check(value >= minimum && value <= maximum, Invariant($"the {what} must be from {minimum} to {maximum}, but was {value}"));
        return value;
    }

    /// <summary>A number of items that the bytes left can hold.</summary>
    public int Count(string what, int bytesEach)
    {
        int count = Int32($"number of {what}", 0, int.MaxValue);
        Expect(count, bytesEach, what);
        return count;
    }

    public ulong UInt64(string what)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        Bytes(bytes, what);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>Reads 8 bytes, which must be the XXH3 (64 bits, seed 0) of all that was read before.</summary>
    public void CheckChecksum()
    {
        ulong expected = _hash.GetCurrentHashAsUInt64(), actual = UInt64("checksum");
        Check(actual == expected, Invariant($"the checksum must be {expected:x16}, but was {actual:x16}"));
    }

    public double Double(string what) => BitConverter.UInt64BitsToDouble(UInt64(what));

    public bool Flag(string what)
    {
        Span<byte> bytes = stackalloc byte[1];
        Bytes(bytes, what);
        byte value = bytes[0];
        Check(value <= 1, $"the flag of {what} must be 0 or 1, but was {value}");
        return value == 1;
    }

    public string Text(string what)
    {
        int length = Int32($"length of {what}", 0, LongestText);
        Expect(length, sizeof(byte), what);
        byte[] bytes = new byte[length];
        Bytes(bytes, what);
        return Decoded(() => s_utf8.GetString(bytes));
    }

    public float[] Floats(int count, string what)
    {
        Expect(count, sizeof(float), what);
        float[] values = new float[stream.CanSeek ? count : Math.Min(count, Chunk)];
        for (int start = 0; start < count; start += Chunk)
        {
            if (start == values.Length)
            {
                Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
            }

            Fill(values.AsSpan(start, Math.Min(count - start, Chunk)), what);
        }

        return values;
    }

    /// <summary>Floats that kernels read, into their final place where the stream tells how many bytes are left.</summary>
    public AlignedFloats Aligned(int count, string what)
    {
        if (!stream.CanSeek)
        {
            return new AlignedFloats(Floats(count, what));
        }

        Expect(count, sizeof(float), what);
        var values = new AlignedFloats(count);
        for (int start = 0; start < count; start += Chunk)
        {
            Fill(values.AsSpan(start, Math.Min(count - start, Chunk)), what);
        }

        return values;
    }

    private void Fill(Span<float> values, string what)
    {
        Span<byte> bytes = _buffer.AsSpan(0, values.Length * sizeof(float));
        Bytes(bytes, what);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }
    }

    /// <summary>Refuses a count of items that the bytes left cannot hold.</summary>
    public void Expect(long count, int bytesEach, string what) => Check(count >= 0 && count <= BytesLeft / bytesEach,
        Invariant($"{count} × {bytesEach} bytes of {what} were expected, but {BytesLeft} bytes are left"));

    public static void Check(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException(Damaged(problem));
        }
    }

    /// <summary>What a constructor refuses in a file is a damaged file.</summary>
    public static T Decoded<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception refused) when (refused is ArgumentException or OverflowException)
        {
            throw new InvalidDataException(Damaged(refused.Message.TrimEnd('.')), refused);
        }
    }

    private static string Damaged(string problem) => $"The MLP model is damaged or from a newer version: {problem}.";
}
