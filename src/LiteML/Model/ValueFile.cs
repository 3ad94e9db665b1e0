using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Values of one type in bytes.</summary>
internal abstract class ValueFile
{
    private protected ValueFile()
    {
    }

    internal static ValueFile Of(DataViewType type) =>
        type is VectorDataViewType vector
            ? (ValueFile)Activator.CreateInstance(typeof(VectorFile<>).MakeGenericType(vector.ItemType.RawType))
            : (ValueFile)Activator.CreateInstance(typeof(ScalarFile<>).MakeGenericType(type.RawType));

    internal abstract void WriteAnnotation(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation);

    internal abstract Delegate ReadGetter(IExceptionContext host, BinaryReader reader);

    internal static void Write<T>(BinaryWriter writer, T value)
    {
        switch (value)
        {
            case float v: writer.Write(v); break;
            case double v: writer.Write(v); break;
            case ReadOnlyMemory<char> v: writer.Write(v.ToString()); break;
            case bool v: writer.Write(v); break;
            case sbyte v: writer.Write(v); break;
            case byte v: writer.Write(v); break;
            case short v: writer.Write(v); break;
            case ushort v: writer.Write(v); break;
            case int v: writer.Write(v); break;
            case uint v: writer.Write(v); break;
            case long v: writer.Write(v); break;
            case ulong v: writer.Write(v); break;
            default: throw Contracts.ExceptNotSupp($"Values of type {typeof(T)} can't be saved.");
        }
    }

    internal static T Read<T>(BinaryReader reader)
    {
        object value = default(T) switch
        {
            float => reader.ReadSingle(),
            double => reader.ReadDouble(),
            ReadOnlyMemory<char> => reader.ReadString().AsMemory(),
            bool => reader.ReadBoolean(),
            sbyte => reader.ReadSByte(),
            byte => reader.ReadByte(),
            short => reader.ReadInt16(),
            ushort => reader.ReadUInt16(),
            int => reader.ReadInt32(),
            uint => reader.ReadUInt32(),
            long => reader.ReadInt64(),
            ulong => reader.ReadUInt64(),
            _ => throw Contracts.ExceptNotSupp($"Values of type {typeof(T)} can't be loaded."),
        };
        return (T)value;
    }

    /// <summary>A count, then the values; read one by one, so that a false count runs into the end of the file and not out of memory.</summary>
    internal static void WriteAll<T>(BinaryWriter writer, IReadOnlyCollection<T> values)
    {
        writer.Write(values.Count);
        foreach (var value in values)
            Write(writer, value);
    }

    internal static T[] ReadAll<T>(IExceptionContext host, BinaryReader reader)
    {
        var count = reader.ReadInt32();
        host.CheckDecode(count >= 0);
        var values = new List<T>();
        for (var i = 0; i < count; i++)
            values.Add(Read<T>(reader));
        return [.. values];
    }

    private sealed class ScalarFile<T> : ValueFile
    {
        internal override void WriteAnnotation(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
        {
            T value = default;
            annotations.GetGetter<T>(annotation)(ref value);
            Write(writer, value);
        }

        internal override Delegate ReadGetter(IExceptionContext host, BinaryReader reader)
        {
            var value = Read<T>(reader);
            return (ValueGetter<T>)((ref T destination) => destination = value);
        }
    }

    private sealed class VectorFile<T> : ValueFile
    {
        internal override void WriteAnnotation(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
        {
            VBuffer<T> value = default;
            annotations.GetGetter<VBuffer<T>>(annotation)(ref value);
            WriteAll(writer, value.DenseValues().ToArray());
        }

        internal override Delegate ReadGetter(IExceptionContext host, BinaryReader reader)
        {
            var values = ReadAll<T>(host, reader);
            return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => VBuffer<T>.Copy(values, 0, ref destination, values.Length));
        }
    }
}
