using System.Buffers.Binary;
using System.Text;
using Microsoft.ML.Runtime;

namespace MlpTrainer.Model;

/// <summary>Reads numbers and texts from bytes that may be cut short or altered: never asks for memory that the bytes left cannot fill.</summary>
internal sealed class CheckedReader(IExceptionContext host, BinaryReader reader)
{
    private const int LongestText = 10_000;
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private long BytesLeft => reader.BaseStream.Length - reader.BaseStream.Position;

    public int Int32(string what, int minimum, int maximum)
    {
        Expect(1, sizeof(int), what);
        int value = reader.ReadInt32();
        Check(value >= minimum && value <= maximum, Invariant($"the {what} must be from {minimum} to {maximum}, but was {value}"));
        return value;
    }

    public double Double(string what)
    {
        Expect(1, sizeof(double), what);
        return reader.ReadDouble();
    }

    public bool Flag(string what)
    {
        Expect(1, sizeof(byte), what);
        byte value = reader.ReadByte();
        Check(value <= 1, $"the flag of {what} must be 0 or 1, but was {value}");
        return value == 1;
    }

    public string Text(string what)
    {
        int length = Int32($"length of {what}", 0, LongestText);
        Expect(length, sizeof(byte), what);
        byte[] bytes = reader.ReadBytes(length);
        return Decoded(() => s_utf8.GetString(bytes));
    }

    public float[] Floats(int count, string what)
    {
        Expect(count, sizeof(float), what);
        float[] values = new float[count];
        byte[] chunk = new byte[Math.Min(count, 4096) * sizeof(float)];
        for (int start = 0; start < count;)
        {
            int length = Math.Min(count - start, 4096);
            reader.BaseStream.ReadExactly(chunk, 0, length * sizeof(float));
            for (int i = 0; i < length; i++)
            {
                values[start + i] = BinaryPrimitives.ReadSingleLittleEndian(chunk.AsSpan(i * sizeof(float)));
            }

            start += length;
        }
        return values;
    }

    /// <summary>Refuses a count of items that the bytes left cannot hold.</summary>
    public void Expect(long count, int bytesEach, string what) => Check(count >= 0 && count <= BytesLeft / bytesEach,
        Invariant($"{count} × {bytesEach} bytes of {what} were expected, but {BytesLeft} bytes are left"));

    public void Check(bool condition, string problem) => host.CheckDecode(condition, condition ? "" : Damaged(problem));

    /// <summary>What a constructor refuses in a file is a damaged file.</summary>
    public T Decoded<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception refused) when (refused is ArgumentException or OverflowException)
        {
            throw host.ExceptDecode(refused, Damaged(refused.Message));
        }
    }

    private static string Damaged(string problem) => $"The MLP model is damaged or from a newer version: {problem}.";
}
