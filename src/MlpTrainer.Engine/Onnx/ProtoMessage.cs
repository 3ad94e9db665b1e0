using System.Buffers.Binary;
using System.Text;

namespace MlpTrainer.Engine.Onnx;

/// <summary>A Protocol Buffers message being put together, in the wire format: each field a tag (number·8 + kind), then its value.</summary>
/// <remarks>The few kinds of field that ONNX files need, so that users do not get a package (Google.Protobuf, 0.5 MB) for these lines.</remarks>
internal sealed class ProtoMessage
{
    private const int Varint = 0, LengthDelimited = 2, Fixed32 = 5;

    private readonly List<ReadOnlyMemory<byte>> _parts = [];

    /// <summary>In bytes.</summary>
    public long Length { get; private set; }

    public ProtoMessage Integer(int field, long value) => Tag(field, Varint).Number((ulong)value);

    public ProtoMessage Real(int field, float value)
    {
        byte[] bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Tag(field, Fixed32).Append(bytes);
    }

    public ProtoMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes, kept and not copied.</summary>
    public ProtoMessage Bytes(int field, ReadOnlyMemory<byte> value) => Tag(field, LengthDelimited).Number((ulong)value.Length).Append(value);

    /// <summary>A message that is complete.</summary>
    public ProtoMessage Message(int field, ProtoMessage value)
    {
        Tag(field, LengthDelimited).Number((ulong)value.Length);
        foreach (ReadOnlyMemory<byte> part in value._parts)
        {
            Append(part);
        }

        return this;
    }

    public void WriteTo(Stream stream)
    {
        foreach (ReadOnlyMemory<byte> part in _parts)
        {
            stream.Write(part.Span);
        }
    }

    private ProtoMessage Tag(int field, int kind) => Number((ulong)((field << 3) | kind));

    /// <summary>Seven bits to a byte, lowest first; the eighth says that more follow.</summary>
    private ProtoMessage Number(ulong value)
    {
        byte[] bytes = new byte[10];
        int count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        return Append(bytes.AsMemory(0, count));
    }

    private ProtoMessage Append(ReadOnlyMemory<byte> bytes)
    {
        _parts.Add(bytes);
        Length += bytes.Length;
        return this;
    }
}
