using System.Linq.Expressions;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Objects as rows: the schema and the getters of a class's members.</summary>
internal sealed class ObjectReader<TRow>
{
    private static readonly MethodInfo s_scalar = typeof(ObjectReader<TRow>).GetMethod(nameof(Scalar), BindingFlags.NonPublic | BindingFlags.Static);
    private static readonly MethodInfo s_array = typeof(ObjectReader<TRow>).GetMethod(nameof(FromArray), BindingFlags.NonPublic | BindingFlags.Static);
    private static readonly MethodInfo s_buffer = typeof(ObjectReader<TRow>).GetMethod(nameof(FromBuffer), BindingFlags.NonPublic | BindingFlags.Static);

    private readonly SchemaDefinition _definition;

    internal ObjectReader(SchemaDefinition definition)
    {
        _definition = definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read);
        var builder = new DataViewSchema.Builder();
        foreach (SchemaDefinition.Column column in _definition)
            builder.AddColumn(column.ColumnName, column.ColumnType, column.Annotations);
        Schema = builder.ToSchema();
    }

    internal DataViewSchema Schema { get; }

    /// <summary>A getter of one column of the row that <paramref name="current"/> gives.</summary>
    internal Delegate Getter(int index, Func<TRow> current)
    {
        SchemaDefinition.Column column = _definition[index];
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        MemberExpression member = Expression.PropertyOrField(row, column.MemberName);
        Delegate read = Expression.Lambda(member, row).Compile();
        var vector = column.ColumnType as VectorDataViewType;
        PrimitiveDataViewType itemType = vector?.ItemType ?? (PrimitiveDataViewType)column.ColumnType;
        (MethodInfo method, Type item) = vector is null ? (s_scalar, member.Type)
            : member.Type.IsArray ? (s_array, member.Type.GetElementType()) : (s_buffer, member.Type.GetGenericArguments()[0]);
        return (Delegate)method.MakeGenericMethod(item, itemType.RawType).Invoke(null, [read, current, itemType]);
    }

    private static Func<TUser, TRaw> Convert<TUser, TRaw>(PrimitiveDataViewType type) => Conversions.ToRaw<TUser, TRaw>(type)
        ?? throw Contracts.ExceptParam("schemaDefinition", $"A member of type {typeof(TUser)} can't be a column of type {type}");

    private static ValueGetter<TRaw> Scalar<TUser, TRaw>(Func<TRow, TUser> read, Func<TRow> current, PrimitiveDataViewType type)
    {
        Func<TUser, TRaw> convert = Convert<TUser, TRaw>(type);
        return (ref TRaw value) => value = convert(read(current()));
    }

    private static ValueGetter<VBuffer<TRaw>> FromArray<TUser, TRaw>(Func<TRow, TUser[]> read, Func<TRow> current, PrimitiveDataViewType type)
    {
        Func<TUser, TRaw> convert = Convert<TUser, TRaw>(type);
        return (ref VBuffer<TRaw> value) =>
        {
            TUser[] source = read(current()) ?? [];
            VBufferEditor<TRaw> editor = VBufferEditor.Create(ref value, source.Length);
            if (source is TRaw[] same && type is not KeyDataViewType)
                same.CopyTo(editor.Values);
            else
                for (int i = 0; i < source.Length; i++)
                    editor.Values[i] = convert(source[i]);
            value = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<TRaw>> FromBuffer<TUser, TRaw>(Func<TRow, VBuffer<TRaw>> read, Func<TRow> current, PrimitiveDataViewType type) =>
        (ref VBuffer<TRaw> value) => read(current()).CopyTo(ref value);
}
