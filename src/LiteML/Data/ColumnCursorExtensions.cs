using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column's values one after another.</summary>
public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName) =>
        data.GetColumn<T>(data.Schema.GetColumnOrNull(columnName) ?? throw Contracts.ExceptSchemaMismatch(nameof(columnName), "input", columnName));

    /// <summary>The values as the column carries them, texts also as strings, vectors also as arrays.</summary>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        Func<T> read = Conversions.Reader<T>(cursor, column)
            ?? throw Contracts.ExceptParam(nameof(column), $"Column '{column.Name}' of type {column.Type} can't be read as {typeof(T)}");
        while (cursor.MoveNext())
            yield return read();
    }
}
