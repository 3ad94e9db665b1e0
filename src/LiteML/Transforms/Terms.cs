using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The distinct values of a column, in the order of their keys: the first is key 1. Missing values have no key.</summary>
internal abstract class Terms
{
    private protected Terms()
    {
    }

    internal abstract int Count { get; }

    internal abstract PrimitiveDataViewType Type { get; }

    /// <summary>Terms of a column's values, as they come or sorted.</summary>
    internal static Terms Learn(IDataView data, DataViewSchema.Column column, int maximum, bool sorted)
    {
        using var cursor = data.GetRowCursor([column]);
        var terms = Create((PrimitiveDataViewType)column.Type);
        terms.Read(cursor, column, maximum, sorted);
        return terms;
    }

    internal static Terms Load(IExceptionContext host, BinaryReader reader)
    {
        var terms = SchemaFile.ReadType(host, reader) is PrimitiveDataViewType type ? Create(type) : throw host.ExceptDecode();
        terms.LoadValues(host, reader);
        return terms;
    }

    internal abstract void Save(BinaryWriter writer);

    /// <summary>The getter of keys for a column of these values; values that are no terms get the missing key, 0.</summary>
    internal abstract ValueGetter<uint> KeyGetter(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Adds the key values annotation, as text if asked for.</summary>
    internal abstract void AddKeyValues(DataViewSchema.Annotations.Builder annotations, bool asText);

    /// <summary>A value as text, as slot names have it.</summary>
    internal static ReadOnlyMemory<char> Text<T>(T value) =>
        value is ReadOnlyMemory<char> text ? text : Convert.ToString(value, CultureInfo.InvariantCulture).AsMemory();

    private protected abstract void Read(DataViewRowCursor cursor, DataViewSchema.Column column, int maximum, bool sorted);

    private protected abstract void LoadValues(IExceptionContext host, BinaryReader reader);

    private static Terms Create(PrimitiveDataViewType type) =>
        type is TextDataViewType
            ? new TextTerms()
            : (Terms)Activator.CreateInstance(typeof(ValueTerms<>).MakeGenericType(type.RawType), type);

    private abstract class TypedTerms<T, TTerm>(PrimitiveDataViewType type) : Terms
    {
        private readonly Dictionary<TTerm, uint> _keys = [];
        private T[] _values = [];

        internal override int Count => _values.Length;

        internal override PrimitiveDataViewType Type => type;

        internal override void Save(BinaryWriter writer)
        {
            SchemaFile.WriteType(writer, type);
            ValueFile.WriteAll(writer, _values);
        }

        internal override ValueGetter<uint> KeyGetter(DataViewRow row, DataViewSchema.Column column)
        {
            var getter = row.GetGetter<T>(column);
            T value = default;
            return (ref uint key) =>
            {
                getter(ref value);
                key = IsMissing(value) ? 0 : _keys.GetValueOrDefault(TermOf(value));
            };
        }

        internal override void AddKeyValues(DataViewSchema.Annotations.Builder annotations, bool asText)
        {
            if (asText)
                Add(annotations, TextDataViewType.Instance, Array.ConvertAll(_values, Text));
            else
                Add(annotations, type, _values);
        }

        private protected override void Read(DataViewRowCursor cursor, DataViewSchema.Column column, int maximum, bool sorted)
        {
            var getter = cursor.GetGetter<T>(column);
            T value = default;
            var seen = new HashSet<TTerm>();
            while (cursor.MoveNext() && seen.Count < maximum)
            {
                getter(ref value);
                if (!IsMissing(value))
                    seen.Add(TermOf(value));
            }

            var terms = seen.ToArray();
            if (sorted)
                Array.Sort(terms, Comparison);
            SetValues(Array.ConvertAll(terms, ValueOf));
        }

        private protected override void LoadValues(IExceptionContext host, BinaryReader reader) => SetValues(ValueFile.ReadAll<T>(host, reader));

        private protected abstract bool IsMissing(T value);

        private protected abstract TTerm TermOf(T value);

        private protected abstract T ValueOf(TTerm term);

        private protected abstract int Comparison(TTerm first, TTerm second);

        private static void Add<TValue>(DataViewSchema.Annotations.Builder annotations, PrimitiveDataViewType type, TValue[] values) =>
            annotations.Add<VBuffer<TValue>>(AnnotationUtils.Kinds.KeyValues, new VectorDataViewType(type, values.Length),
                (ref VBuffer<TValue> result) => VBuffer<TValue>.Copy(values, 0, ref result, values.Length));

        private void SetValues(T[] values)
        {
            _values = values;
            foreach (var value in values)
                _keys[TermOf(value)] = (uint)_keys.Count + 1;
        }
    }

    /// <summary>Text; the empty text is missing.</summary>
    private sealed class TextTerms() : TypedTerms<ReadOnlyMemory<char>, string>(TextDataViewType.Instance)
    {
        private protected override bool IsMissing(ReadOnlyMemory<char> value) => value.IsEmpty;

        private protected override string TermOf(ReadOnlyMemory<char> value) => value.ToString();

        private protected override ReadOnlyMemory<char> ValueOf(string term) => term.AsMemory();

        private protected override int Comparison(string first, string second) => string.CompareOrdinal(first, second);
    }

    /// <summary>Numbers and booleans; NaN is missing.</summary>
    private sealed class ValueTerms<T>(PrimitiveDataViewType type) : TypedTerms<T, T>(type)
    {
        private protected override bool IsMissing(T value) => value is float.NaN or double.NaN;

        private protected override T TermOf(T value) => value;

        private protected override T ValueOf(T term) => term;

        private protected override int Comparison(T first, T second) => Comparer<T>.Default.Compare(first, second);
    }
}
