using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column of a text file: its type, its fields and how they are parsed.</summary>
internal sealed class TextColumn
{
    private readonly int[] _fields;
    private readonly bool _missingIsNaN;
    private readonly char _decimalMarker;
    private readonly PrimitiveDataViewType _itemType;

    internal TextColumn(TextLoader.Column column, int inputSize, string[] header, TextLoader.Options options)
    {
        Name = column.Name;
        _fields = column.Source.SelectMany(r => Enumerable.Range(r.Min, (r.Max ?? LastField(r, inputSize)) - r.Min + 1)).ToArray();
        _missingIsNaN = options.MissingRealsAsNaNs;
        _decimalMarker = options.DecimalMarker;
        Type raw = s_kinds.First(k => k.Kind == column.DataKind).Raw;
        _itemType = column.KeyCount is { } count ? SchemaDefinition.KeyType(raw, count) : SchemaDefinition.ItemType(raw);
        bool vector = _fields.Length > 1 || column.Source.Any(r => r.ForceVector);
        Type = vector ? new VectorDataViewType(_itemType, _fields.Length) : _itemType;
        Annotations = vector && header is not null ? SlotNames(header) : null;
    }

    internal string Name { get; }

    internal DataViewType Type { get; }

    internal DataViewSchema.Annotations Annotations { get; }

    internal static DataKind Kind(Type raw) => s_kinds.First(k => k.Raw == raw).Kind;

    internal Delegate Getter(TextLine line)
    {
        if (_itemType is TextDataViewType)
            return Getter(line, field => field);
        if (_itemType is BooleanDataViewType)
            return Getter(line, field => IsTrue(field.Span));
        if (_itemType == NumberDataViewType.Single)
            return Getter(line, field => float.TryParse(Number(field.Span), NumberStyles.Float, CultureInfo.InvariantCulture, out float v) ? v
                : field.Span.Trim().IsEmpty && !_missingIsNaN ? 0 : float.NaN);
        if (_itemType == NumberDataViewType.Double)
            return Getter(line, field => double.TryParse(Number(field.Span), NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v
                : field.Span.Trim().IsEmpty && !_missingIsNaN ? 0 : double.NaN);
        return GenericCall.Invoke<Delegate>(IntegerGetter<int>, _itemType.RawType, line);
    }

    private static readonly (DataKind Kind, Type Raw)[] s_kinds =
    [
        (DataKind.SByte, typeof(sbyte)), (DataKind.Byte, typeof(byte)), (DataKind.Int16, typeof(short)), (DataKind.UInt16, typeof(ushort)),
        (DataKind.Int32, typeof(int)), (DataKind.UInt32, typeof(uint)), (DataKind.Int64, typeof(long)), (DataKind.UInt64, typeof(ulong)),
        (DataKind.Single, typeof(float)), (DataKind.Double, typeof(double)), (DataKind.String, typeof(ReadOnlyMemory<char>)), (DataKind.Boolean, typeof(bool))
    ];

    private static int LastField(TextLoader.Range range, int inputSize) => inputSize > range.Min
        ? inputSize - 1
        : throw Contracts.ExceptUserArg(nameof(range), "A range without end needs a sample of the data, or the number of fields");

    private Delegate Getter<T>(TextLine line, Func<ReadOnlyMemory<char>, T> parse)
    {
        if (Type is not VectorDataViewType)
            return (ValueGetter<T>)((ref T value) => value = parse(line[_fields[0]]));
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, _fields.Length);
            for (int i = 0; i < _fields.Length; i++)
                editor.Values[i] = parse(line[_fields[i]]);
            value = editor.Commit();
        });
    }

    /// <summary>Integers and keys: nothing is 0, keys count from 0 in the text, and what is no such number is an error.</summary>
    private Delegate IntegerGetter<T>(TextLine line) where T : struct, System.Numerics.IBinaryInteger<T> => Getter(line, field =>
    {
        ReadOnlySpan<char> text = field.Span.Trim();
        if (text.IsEmpty)
            return T.Zero;
        bool isNumber = T.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out T number);
        if (_itemType is KeyDataViewType key)
            return isNumber && number >= T.Zero && ulong.CreateTruncating(number) < key.Count ? number + T.One : T.Zero;
        return isNumber ? number : throw Contracts.ExceptDecode($"Could not parse value {text} of column '{Name}' as {_itemType}");
    });

    private ReadOnlySpan<char> Number(ReadOnlySpan<char> text) =>
        _decimalMarker != '.' && text.Contains(_decimalMarker) ? text.ToString().Replace(_decimalMarker, '.') : text;

    private static bool IsTrue(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        foreach (string word in (ReadOnlySpan<string>)["1", "+1", "+", "t", "true", "y", "yes", "on"])
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private DataViewSchema.Annotations SlotNames(string[] header)
    {
        string[] names = _fields.Select(f => f < header.Length ? header[f] : "").ToArray();
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(AnnotationUtils.Kinds.SlotNames, AnnotationUtils.GetNamesType(names.Length), Conversions.VectorGetter(names, TextDataViewType.Instance));
        return builder.ToAnnotations();
    }
}
