using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How the members of a class are columns.</summary>
public sealed class SchemaDefinition : List<SchemaDefinition.Column>
{
    /// <summary>Whether rows are read from objects, written to them, or both.</summary>
    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write
    }

    private SchemaDefinition() { }

    public Column this[string columnName]
    {
        get => Find(c => c.ColumnName == columnName) ?? throw Contracts.ExceptParam(nameof(columnName), $"Column '{columnName}' not found");
        set
        {
            RemoveAll(c => c.ColumnName == columnName);
            value.ColumnName = columnName;
            Add(value);
        }
    }

    /// <summary>One column for each public field and property: fields first, both in order of declaration.</summary>
    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        Contracts.CheckValue(userType, nameof(userType));
        var definition = new SchemaDefinition();
        foreach (MemberInfo member in Members(userType, direction))
        {
            if (member.IsDefined(typeof(NoColumnAttribute)))
                continue;
            string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            if (definition.Exists(c => c.ColumnName == name))
                throw Contracts.ExceptParam(nameof(userType), $"Duplicate column name '{name}' detected");
            definition.Add(new Column(member.Name, ColumnType(member), name));
        }
        return definition;
    }

    private static IEnumerable<MemberInfo> Members(Type type, Direction direction) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(f => !direction.HasFlag(Direction.Write) || !f.IsInitOnly).Cast<MemberInfo>()
            .Concat(type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0
                && (!direction.HasFlag(Direction.Read) || p.GetMethod is { IsPublic: true })
                && (!direction.HasFlag(Direction.Write) || p.SetMethod is { IsPublic: true })));

    private static DataViewType ColumnType(MemberInfo member)
    {
        Type type = MemberType(member);
        Type item = type.IsArray ? type.GetElementType()
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>) ? type.GetGenericArguments()[0] : type;
        PrimitiveDataViewType itemType = member.GetCustomAttribute<KeyTypeAttribute>() is { } key ? KeyType(item, key.KeyCount) : ItemType(item)
            ?? throw Contracts.ExceptParam("rawType", $"Could not determine an IDataView type and registered custom types for member {member.Name}");
        return item == type ? itemType : new VectorDataViewType(itemType, member.GetCustomAttribute<VectorTypeAttribute>()?.Dims ?? [0]);
    }

    internal static Type MemberType(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    internal static PrimitiveDataViewType ItemType(Type type) =>
        type == typeof(string) || type == typeof(ReadOnlyMemory<char>) ? TextDataViewType.Instance
        : type == typeof(bool) ? BooleanDataViewType.Instance
        : NumberDataViewType.All.FirstOrDefault(t => t.RawType == type);

    internal static KeyDataViewType KeyType(Type type, KeyCount count) => new(type, count.Count ?? (ulong)(
        type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue));

    /// <summary>One member as a column; name and type can be changed before use.</summary>
    public sealed class Column
    {
        private readonly DataViewSchema.Annotations.Builder _annotations = new();

        internal Column(string memberName, DataViewType columnType, string columnName)
        {
            MemberName = memberName;
            ColumnType = columnType;
            ColumnName = columnName;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations => _annotations.ToAnnotations();

        /// <summary>Takes over the type and the annotations of a column.</summary>
        internal void Become(DataViewSchema.Column column)
        {
            ColumnType = column.Type;
            _annotations.Add(column.Annotations, _ => true);
        }

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            Delegate getter = (ValueGetter<T>)((ref T destination) => destination = value);
            if (value is Array array)
                getter = Conversions.VectorGetter(array, ((VectorDataViewType)annotationType).ItemType);
            else if (value is string text)
                getter = (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> destination) => destination = text.AsMemory());
            _annotations.Add(kind, annotationType, getter);
        }
    }
}
