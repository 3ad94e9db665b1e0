using System.Linq.Expressions;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Rows as objects: sets a class's members from a row's columns.</summary>
internal sealed class ObjectWriter<TRow>
{
    private static readonly MethodInfo s_setter = typeof(ObjectWriter<TRow>).GetMethod(nameof(Setter), BindingFlags.NonPublic | BindingFlags.Static);

    private readonly (SchemaDefinition.Column Member, DataViewSchema.Column Column)[] _columns;

    internal ObjectWriter(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        definition ??= SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Write);
        if (definition.Find(c => schema.GetColumnOrNull(c.ColumnName) is null) is { } missing && !ignoreMissingColumns)
            throw Contracts.ExceptParam("Schema", $"Could not find  column '{missing.ColumnName}'");
        _columns = definition.Where(c => schema.GetColumnOrNull(c.ColumnName) is not null).Select(c => (c, schema[c.ColumnName])).ToArray();
        foreach ((SchemaDefinition.Column member, DataViewSchema.Column column) in _columns)
            if (!CanBind(column.Type, MemberType(member)))
                throw Contracts.Except($"Can't bind the IDataView column '{column.Name}' of type '{column.Type}' to field or property '{member.MemberName}' of type '{MemberType(member)}'.");
    }

    internal IEnumerable<DataViewSchema.Column> Columns => _columns.Select(c => c.Column);

    /// <summary>An action that sets an object's members from the current row.</summary>
    internal Action<TRow> Bind(DataViewRow row)
    {
        Action<TRow>[] setters = _columns.Select(c => (Action<TRow>)s_setter.MakeGenericMethod(MemberType(c.Member)).Invoke(null, [row, c.Column, c.Member])).ToArray();
        return target =>
        {
            foreach (Action<TRow> set in setters)
                set(target);
        };
    }

    private static Type MemberType(SchemaDefinition.Column column) => SchemaDefinition.MemberType(typeof(TRow).GetMember(column.MemberName)[0]);

    private static bool CanBind(DataViewType type, Type member) => member == type.RawType || (type is VectorDataViewType vector
        ? member.IsArray && CanBind(vector.ItemType, member.GetElementType())
        : type is TextDataViewType && member == typeof(string));

    private static Action<TRow> Setter<TMember>(DataViewRow row, DataViewSchema.Column column, SchemaDefinition.Column member)
    {
        var itemType = column.Type is VectorDataViewType v ? v.ItemType : column.Type;
        var memberItemType = member.ColumnType is VectorDataViewType m ? m.ItemType : member.ColumnType;
        Func<TMember> read = Conversions.Reader<TMember>(row, column, itemType is KeyDataViewType && memberItemType is KeyDataViewType);
        ParameterExpression target = Expression.Parameter(typeof(TRow));
        ParameterExpression value = Expression.Parameter(typeof(TMember));
        Action<TRow, TMember> assign = Expression.Lambda<Action<TRow, TMember>>(
            Expression.Assign(Expression.PropertyOrField(target, member.MemberName), value), target, value).Compile();
        return row => assign(row, read());
    }
}
