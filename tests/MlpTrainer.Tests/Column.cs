using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests;

/// <summary>A column's values, read by a cursor.</summary>
internal static class Column
{
    public static T[] Of<T>(IDataView data, string name)
    {
        DataViewSchema.Column column = data.Schema[name];
        var values = new List<T>();
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        while (cursor.MoveNext())
        {
            T value = default!;
            getter(ref value);
            values.Add(value);
        }
        return [.. values];
    }

    public static float[] Floats(IDataView data, string name = "Score") => Of<float>(data, name);

    public static float[][] Vectors(IDataView data, string name = "Score") => [.. Of<VBuffer<float>>(data, name).Select(v => v.DenseValues().ToArray())];
}
