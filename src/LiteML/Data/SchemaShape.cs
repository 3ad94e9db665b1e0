using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What can be said of a schema before there is data: names, kinds and item types, no sizes.</summary>
public sealed class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape s_empty = new([]);
    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = columns.ToArray();
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool TryFindColumn(string name, out Column column)
    {
        column = _columns.FirstOrDefault(c => c.Name == name);
        return column.IsValid;
    }

    /// <summary>The shape of a schema's visible columns.</summary>
    public static SchemaShape Create(DataViewSchema schema) => new(schema.Where(c => !c.IsHidden).Select(c =>
    {
        GetColumnTypeShape(c.Type, out Column.VectorKind kind, out DataViewType itemType, out bool isKey);
        return new Column(c.Name, kind, itemType, isKey, Create(c.Annotations.Schema));
    }));

    public static void GetColumnTypeShape(DataViewType type, out Column.VectorKind vecKind, out DataViewType itemType, out bool isKey)
    {
        var vector = type as VectorDataViewType;
        vecKind = vector is null ? Column.VectorKind.Scalar : vector.IsKnownSize ? Column.VectorKind.Vector : Column.VectorKind.VariableVector;
        itemType = vector?.ItemType ?? type;
        isKey = itemType is KeyDataViewType;
        if (itemType is KeyDataViewType key)
            itemType = NumberDataViewType.All.First(t => t.RawType == key.RawType);
    }

    /// <summary>The shape of one column.</summary>
    public readonly struct Column
    {
        /// <summary>One value, a vector of known size, or a vector of any size.</summary>
        public enum VectorKind
        {
            Scalar,
            Vector,
            VariableVector
        }

        public readonly string Name;
        public readonly VectorKind Kind;

        /// <summary>The type of an item; for keys, the number type that carries them.</summary>
        public readonly DataViewType ItemType;
        public readonly bool IsKey;
        public readonly SchemaShape Annotations;

        public Column(string name, VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            Name = name;
            Kind = vecKind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? s_empty;
        }

        public bool IsValid => Name is not null;

        /// <summary>Whether a column of the source's shape can be used where this one is asked for.</summary>
        public bool IsCompatibleWith(Column source)
        {
            if (Name != source.Name || Kind != source.Kind || !ItemType.Equals(source.ItemType) || IsKey != source.IsKey)
                return false;
            foreach (Column annotation in Annotations)
                if (!source.Annotations.TryFindColumn(annotation.Name, out Column found) || !annotation.IsCompatibleWith(found))
                    return false;
            return true;
        }

        /// <summary>The type as messages show it, such as Vector&lt;Single&gt;.</summary>
        public string GetTypeString()
        {
            string item = IsKey ? $"Key<{ItemType}>" : ItemType.ToString();
            return Kind switch { VectorKind.Vector => $"Vector<{item}>", VectorKind.VariableVector => $"VarVector<{item}>", _ => item };
        }
    }
}
