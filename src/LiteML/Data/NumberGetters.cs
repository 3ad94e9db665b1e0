using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Getters that convert: labels, weights and keys of any carrier.</summary>
internal static class NumberGetters
{
    /// <summary>Booleans as 0 and 1, keys from 0 (missing as NaN), numbers narrowed to float.</summary>
    internal static ValueGetter<float> AsSingle(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type == NumberDataViewType.Single)
            return row.GetGetter<float>(column);
        if (column.Type == NumberDataViewType.Double)
            return Convert<double>(row, column, value => (float)value);
        if (column.Type is BooleanDataViewType)
            return Convert<bool>(row, column, value => value ? 1 : 0);
        if (column.Type is not KeyDataViewType)
            throw Contracts.ExceptParam(nameof(column), $"Column '{column.Name}' of type {column.Type} can't be read as a number");
        ValueGetter<ulong> get = KeyAsUInt64(row, column);
        ulong key = 0;
        return (ref float value) =>
        {
            get(ref key);
            value = key == 0 ? float.NaN : key - 1;
        };
    }

    /// <summary>A key's value: 0 is missing, else from 1.</summary>
    internal static ValueGetter<ulong> KeyAsUInt64(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type.RawType == typeof(uint))
            return Widen<uint>(row, column, value => value);
        if (column.Type.RawType == typeof(byte))
            return Widen<byte>(row, column, value => value);
        if (column.Type.RawType == typeof(ushort))
            return Widen<ushort>(row, column, value => value);
        if (column.Type.RawType == typeof(ulong))
            return row.GetGetter<ulong>(column);
        throw Contracts.ExceptParam(nameof(column), $"Column '{column.Name}' of type {column.Type} can't be read as a key");
    }

    private static ValueGetter<float> Convert<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> convert)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T source = default;
        return (ref float value) =>
        {
            get(ref source);
            value = convert(source);
        };
    }

    private static ValueGetter<ulong> Widen<T>(DataViewRow row, DataViewSchema.Column column, Func<T, ulong> widen)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T source = default;
        return (ref ulong value) =>
        {
            get(ref source);
            value = widen(source);
        };
    }
}
