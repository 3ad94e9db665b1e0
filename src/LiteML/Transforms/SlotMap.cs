using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Getters that map every slot of a float or double column, scalar or vector, on its own.</summary>
internal static class SlotMap
{
    /// <param name="row">The row to read.</param>
    /// <param name="column">The column to map.</param>
    /// <param name="map">Maps a slot's value, given the slot's index.</param>
    /// <param name="keepsZero">Whether zero maps to zero in every slot, so that sparse vectors stay sparse.</param>
    internal static Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column, Func<int, double, double> map, bool keepsZero)
    {
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        return item.RawType == typeof(double) ? Typed<double>(row, column, map, keepsZero) : Typed<float>(row, column, map, keepsZero);
    }

    private static Delegate Typed<T>(DataViewRow row, DataViewSchema.Column column, Func<int, double, double> map, bool keepsZero)
        where T : IFloatingPoint<T>
    {
        if (column.Type is VectorDataViewType)
            return Vector(row.GetGetter<VBuffer<T>>(column), map, keepsZero);
        var getter = row.GetGetter<T>(column);
        return (ValueGetter<T>)((ref T value) =>
        {
            getter(ref value);
            value = T.CreateTruncating(map(0, double.CreateTruncating(value)));
        });
    }

    private static ValueGetter<VBuffer<T>> Vector<T>(ValueGetter<VBuffer<T>> getter, Func<int, double, double> map, bool keepsZero)
        where T : IFloatingPoint<T>
    {
        VBuffer<T> source = default;
        return (ref VBuffer<T> value) =>
        {
            getter(ref source);
            if (keepsZero)
                source.CopyTo(ref value);
            else
                source.CopyToDense(ref value);
            var editor = VBufferEditor.CreateFromBuffer(ref value);
            for (var i = 0; i < editor.Values.Length; i++)
            {
                var slot = value.IsDense ? i : editor.Indices[i];
                editor.Values[i] = T.CreateTruncating(map(slot, double.CreateTruncating(editor.Values[i])));
            }

            value = editor.Commit();
        };
    }
}
