using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Scoring;

/// <summary>A column's value in a cursor's row as text that shows every bit.</summary>
internal static class RowText
{
    public static Func<string> Of(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        BooleanDataViewType => Text<bool>(row, column),
        TextDataViewType => Text<ReadOnlyMemory<char>>(row, column),
        KeyDataViewType => Text<uint>(row, column),
        VectorDataViewType => Text<VBuffer<float>>(row, column, vector => string.Join(',', vector.DenseValues().Select(BitConverter.SingleToInt32Bits)) + (vector.IsDense ? "" : " sparse")),
        _ => Text<float>(row, column, value => $"{value:R}"),
    };

    private static Func<string> Text<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string>? format = null)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return format?.Invoke(value) ?? value!.ToString()!;
        };
    }
}
