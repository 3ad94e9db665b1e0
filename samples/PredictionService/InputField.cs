using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace PredictionService;

/// <summary>A column that the model reads, and its value in the row at hand.</summary>
internal abstract class InputField(string name, string kind, bool mayBeMissing)
{
    public const int LongestText = 100_000;

    public string Name { get; } = name;

    /// <summary>number, whole number, truth value, text or numbers: for the page, and for messages.</summary>
    public string Kind { get; } = kind;

    /// <summary>Whether null, or no value, stands for a missing one.</summary>
    public bool MayBeMissing { get; } = mayBeMissing;

    /// <summary>How many numbers a vector has; otherwise 1.</summary>
    public int Size { get; private init; } = 1;

    /// <summary>A ValueGetter of the column's type.</summary>
    public abstract Delegate Getter { get; }

    /// <summary>The field of a column.</summary>
    /// <exception cref="NotSupportedException">Values of the column's type cannot be sent as JSON.</exception>
    public static InputField For(DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType { ItemType: NumberDataViewType item, IsKnownSize: true } vector when item == NumberDataViewType.Single =>
            new Field<VBuffer<float>>(column.Name, "numbers", false, value => Vector(value, vector.Size)) { Size = vector.Size },
        TextDataViewType => new Field<ReadOnlyMemory<char>>(column.Name, "text", true, Text),
        BooleanDataViewType => new Field<bool>(column.Name, "truth value", false, value => Truth(value)),
        NumberDataViewType type when type == NumberDataViewType.Single => new Field<float>(column.Name, "number", true, value => (float?)Number(value, float.MaxValue)),
        NumberDataViewType type when type == NumberDataViewType.Double => new Field<double>(column.Name, "number", true, value => Number(value, double.MaxValue)),
        NumberDataViewType type when type == NumberDataViewType.Int32 => new Field<int>(column.Name, "whole number", false, value => (int?)Whole(value, int.MinValue, int.MaxValue)),
        NumberDataViewType type when type == NumberDataViewType.Int64 => new Field<long>(column.Name, "whole number", false, value => Whole(value, long.MinValue, long.MaxValue)),
        var type => throw new NotSupportedException($"The model reads the column '{column.Name}' of type {type}, which this service cannot take from JSON."),
    };

    /// <summary>Takes a value up.</summary>
    /// <param name="value">The value; null where the row has none.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public abstract string? Set(JsonElement? value);

    private static double? Number(JsonElement? value, double largest) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => double.NaN,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out double parsed) && Math.Abs(parsed) <= largest => parsed,
        { ValueKind: JsonValueKind.String } text when string.IsNullOrWhiteSpace(text.GetString()) => double.NaN,
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) && Math.Abs(parsed) <= largest => parsed,
        _ => null,
    };

    private static long? Whole(JsonElement? value, long smallest, long largest) => value switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out long parsed) && parsed >= smallest && parsed <= largest => parsed,
        { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out long parsed) && parsed >= smallest && parsed <= largest => parsed,
        _ => null,
    };

    private static bool? Truth(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out bool parsed) => parsed,
        _ => null,
    };

    private static ReadOnlyMemory<char>? Text(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => ReadOnlyMemory<char>.Empty,
        { ValueKind: JsonValueKind.String } text when text.GetString()!.Length <= LongestText => text.GetString().AsMemory(),
        _ => (ReadOnlyMemory<char>?)null,               // null alone would be an empty text
    };

    private static VBuffer<float>? Vector(JsonElement? value, int size)
    {
        if (value is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() != size)
        {
            return null;
        }

        float?[] numbers = [.. array.EnumerateArray().Select(number => (float?)Number(number, float.MaxValue))];
        return numbers.Contains(null) ? null : new VBuffer<float>(size, [.. numbers.Select(number => number!.Value)]);
    }

    private sealed class Field<T>(string name, string kind, bool mayBeMissing, Func<JsonElement?, T?> parse) : InputField(name, kind, mayBeMissing)
        where T : struct
    {
        private T _value;

        public override Delegate Getter => (ValueGetter<T>)Get;

        public override string? Set(JsonElement? value)
        {
            if (parse(value) is not { } parsed)
            {
                string expected = Size > 1 ? $"{Size} numbers, null for a missing one" : $"a {Kind}{(MayBeMissing ? ", or null for a missing one" : "")}";
                return $"must be {expected}, but was {(value is { } given ? Shortened(given.GetRawText()) : "not given")}.";
            }

            _value = parsed;
            return null;
        }

        private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";

        private void Get(ref T value) => value = _value;
    }
}
