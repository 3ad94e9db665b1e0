using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace PredictionService;

/// <summary>Values of a model's answer as JSON.</summary>
internal static class AnswerReader
{
    /// <summary>Reads a column of the row at hand: a number, a truth value, a class by its name, or a number for each class.</summary>
    public static Func<JsonNode?> For(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        BooleanDataViewType => Read<bool>(row, column, value => JsonValue.Create(value)),
        NumberDataViewType type when type == NumberDataViewType.Single => Read<float>(row, column, Number),
        TextDataViewType => Read<ReadOnlyMemory<char>>(row, column, value => JsonValue.Create(value.ToString())),
        KeyDataViewType => Read<uint>(row, column, Classes(column) is { } names ? key => key == 0 ? null : names[key - 1] : key => key),
        VectorDataViewType { ItemType: NumberDataViewType } vector => Read<VBuffer<float>>(row, column, Numbers(Names(column, vector.Size))),
        var type => throw new NotSupportedException($"The model's column '{column.Name}' of type {type} cannot be written as JSON."),
    };

    private static Func<JsonNode?> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, JsonNode?> write)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return write(value);
        };
    }

    /// <summary>NaN and infinities have no place in JSON.</summary>
    private static JsonNode? Number(float value) => float.IsFinite(value) ? JsonValue.Create(value) : null;

    private static Func<VBuffer<float>, JsonNode?> Numbers(string[]? names) => values =>
        names is null ? new JsonArray([.. values.DenseValues().Select(Number)]) : new JsonObject(names.Zip(values.DenseValues(), (name, value) => KeyValuePair.Create(name, Number(value))));

    /// <summary>The names of a vector's numbers, where each has one of its own.</summary>
    private static string[]? Names(DataViewSchema.Column column, int size)
    {
        if (column.Annotations.Schema.GetColumnOrNull("SlotNames") is not { Type: VectorDataViewType { ItemType: TextDataViewType } })
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        string[] texts = [.. names.DenseValues().Select(name => name.ToString())];
        return texts.Length == size && texts.Distinct().Count() == size ? texts : null;
    }

    private static string[]? Classes(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is not { Type: VectorDataViewType values })
        {
            return null;
        }

        if (values.ItemType is TextDataViewType)
        {
            VBuffer<ReadOnlyMemory<char>> texts = default;
            column.GetKeyValues(ref texts);
            return [.. texts.DenseValues().Select(text => text.ToString())];
        }

        if (values.ItemType == NumberDataViewType.Single)
        {
            VBuffer<float> numbers = default;
            column.GetKeyValues(ref numbers);
            return [.. numbers.DenseValues().Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        }

        return null;
    }
}
