using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A schema in bytes: names, types and annotations with their values.</summary>
internal static class SchemaFile
{
    internal static void Save(ModelSaveContext ctx, string name, DataViewSchema schema) =>
        ctx.SaveBinaryStream(name, writer => Write(writer, schema));

    internal static DataViewSchema Load(IExceptionContext host, ModelLoadContext ctx, string name)
    {
        DataViewSchema schema = null;
        return ctx.TryLoadBinaryStream(name, reader => schema = Read(host, reader)) ? schema : throw host.ExceptDecode($"No schema '{name}' found");
    }

    internal static void Write(BinaryWriter writer, DataViewSchema schema)
    {
        writer.Write(schema.Count);
        foreach (var column in schema)
        {
            writer.Write(column.Name);
            WriteType(writer, column.Type);
            var annotations = column.Annotations.Schema.Where(a => !a.IsHidden).ToArray();
            writer.Write(annotations.Length);
            foreach (var annotation in annotations)
            {
                writer.Write(annotation.Name);
                WriteType(writer, annotation.Type);
                ValueFile.Of(annotation.Type).WriteAnnotation(writer, column.Annotations, annotation);
            }
        }
    }

    internal static DataViewSchema Read(IExceptionContext host, BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        var columns = reader.ReadInt32();
        host.CheckDecode(columns >= 0);
        for (var i = 0; i < columns; i++)
        {
            var name = reader.ReadString();
            var type = ReadType(host, reader);
            var annotations = new DataViewSchema.Annotations.Builder();
            var count = reader.ReadInt32();
            host.CheckDecode(name.Length > 0 && count >= 0);
            for (var k = 0; k < count; k++)
            {
                var kind = reader.ReadString();
                var annotationType = ReadType(host, reader);
                annotations.Add(kind, annotationType, ValueFile.Of(annotationType).ReadGetter(host, reader));
            }

            builder.AddColumn(name, type, annotations.ToAnnotations());
        }

        return builder.ToSchema();
    }

    /// <summary>V and the dimensions before a vector's item type, K and the count before a key's raw type, else the raw type's name.</summary>
    internal static void WriteType(BinaryWriter writer, DataViewType type)
    {
        if (type is VectorDataViewType vector)
        {
            writer.Write('V');
            writer.Write(vector.Dimensions.Length);
            foreach (var dimension in vector.Dimensions)
                writer.Write(dimension);
            WriteType(writer, vector.ItemType);
            return;
        }

        writer.Write(type is KeyDataViewType ? 'K' : 'P');
        writer.Write(type is TextDataViewType ? "String" : type.RawType.Name);
        if (type is KeyDataViewType key)
            writer.Write(key.Count);
    }

    internal static DataViewType ReadType(IExceptionContext host, BinaryReader reader)
    {
        switch (reader.ReadChar())
        {
            case 'V':
                var rank = reader.ReadInt32();
                host.CheckDecode(rank is > 0 and <= 16);
                var dimensions = Enumerable.Range(0, rank).Select(_ => reader.ReadInt32()).ToArray();
                host.CheckDecode(dimensions.All(d => d >= 0));
                return ReadType(host, reader) is PrimitiveDataViewType item ? new VectorDataViewType(item, dimensions) : throw host.ExceptDecode();
            case 'K':
                return new KeyDataViewType(Primitive(host, reader.ReadString()).RawType, reader.ReadUInt64());
            case 'P':
                return Primitive(host, reader.ReadString());
            default:
                throw host.ExceptDecode("Unknown column type");
        }
    }

    private static PrimitiveDataViewType Primitive(IExceptionContext host, string name)
    {
        PrimitiveDataViewType[] all = [TextDataViewType.Instance, BooleanDataViewType.Instance, RowIdDataViewType.Instance, .. NumberDataViewType.All];
        return all.FirstOrDefault(t => t.ToString() == name) ?? throw host.ExceptDecode($"Unknown column type '{name}'");
    }
}
