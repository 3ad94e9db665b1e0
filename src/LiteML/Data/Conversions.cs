using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Values of columns as users' classes hold them: texts as strings, vectors as arrays, keys counted from 0.</summary>
internal static class Conversions
{
    /// <summary>A function that reads a column's value as <typeparamref name="T"/>, or null if it can't be.</summary>
    internal static Func<T> Reader<T>(DataViewRow row, DataViewSchema.Column column, bool keysFromZero = false)
    {
        if (typeof(T) == column.Type.RawType && !keysFromZero)
        {
            ValueGetter<T> get = row.GetGetter<T>(column);
            return () => { T value = default; get(ref value); return value; };
        }
        if (column.Type is VectorDataViewType vector)
            return typeof(T).IsArray
                ? (Func<T>)GenericCall.Invoke<Delegate>(s_arrayReader, [vector.ItemType.RawType, typeof(T).GetElementType()], row, column, keysFromZero)
                : null;
        return (Func<T>)GenericCall.Invoke<Delegate>(s_scalarReader, [column.Type.RawType, typeof(T)], row, column, keysFromZero);
    }

    /// <summary>A function from an item as users hold it to an item as views hold it, or null if there is none.</summary>
    internal static Func<TUser, TRaw> ToRaw<TUser, TRaw>(PrimitiveDataViewType type) => (type, default(TUser)) switch
    {
        (KeyDataViewType key, byte) => (Func<byte, byte>)(v => v < key.Count ? (byte)(v + 1) : (byte)0) as Func<TUser, TRaw>,
        (KeyDataViewType key, ushort) => (Func<ushort, ushort>)(v => v < key.Count ? (ushort)(v + 1) : (ushort)0) as Func<TUser, TRaw>,
        (KeyDataViewType key, uint) => (Func<uint, uint>)(v => v < key.Count ? v + 1 : 0) as Func<TUser, TRaw>,
        (KeyDataViewType key, ulong) => (Func<ulong, ulong>)(v => v < key.Count ? v + 1 : 0) as Func<TUser, TRaw>,
        _ when typeof(TUser) == typeof(TRaw) => (Func<TUser, TUser>)(v => v) as Func<TUser, TRaw>,
        _ => (Func<string, ReadOnlyMemory<char>>)(v => v.AsMemory()) as Func<TUser, TRaw>
    };

    /// <summary>A getter of a fixed vector of items.</summary>
    internal static Delegate VectorGetter(Array values, PrimitiveDataViewType itemType) =>
        GenericCall.Invoke<Delegate>(s_fixedVector, [values.GetType().GetElementType(), itemType.RawType], values, itemType);

    private static readonly Func<DataViewRow, DataViewSchema.Column, bool, Delegate> s_scalarReader = ScalarReader<int, int>;
    private static readonly Func<DataViewRow, DataViewSchema.Column, bool, Delegate> s_arrayReader = ArrayReader<int, int>;
    private static readonly Func<Array, PrimitiveDataViewType, Delegate> s_fixedVector = FixedVector<int, int>;

    private static Func<TRaw, TUser> FromRaw<TRaw, TUser>(bool keysFromZero) => default(TRaw) switch
    {
        byte when keysFromZero => (Func<byte, byte>)(v => (byte)(v - 1)) as Func<TRaw, TUser>,
        ushort when keysFromZero => (Func<ushort, ushort>)(v => (ushort)(v - 1)) as Func<TRaw, TUser>,
        uint when keysFromZero => (Func<uint, uint>)(v => v - 1) as Func<TRaw, TUser>,
        ulong when keysFromZero => (Func<ulong, ulong>)(v => v - 1) as Func<TRaw, TUser>,
        _ when typeof(TUser) == typeof(TRaw) => (Func<TRaw, TRaw>)(v => v) as Func<TRaw, TUser>,
        _ => (Func<ReadOnlyMemory<char>, string>)(v => v.ToString()) as Func<TRaw, TUser>
    };

    private static Delegate ScalarReader<TRaw, TUser>(DataViewRow row, DataViewSchema.Column column, bool keysFromZero)
    {
        if (FromRaw<TRaw, TUser>(keysFromZero) is not { } convert)
            return null;
        ValueGetter<TRaw> get = row.GetGetter<TRaw>(column);
        TRaw raw = default;
        return (Func<TUser>)(() => { get(ref raw); return convert(raw); });
    }

    private static Delegate ArrayReader<TRaw, TUser>(DataViewRow row, DataViewSchema.Column column, bool keysFromZero)
    {
        if (FromRaw<TRaw, TUser>(keysFromZero) is not { } convert)
            return null;
        ValueGetter<VBuffer<TRaw>> get = row.GetGetter<VBuffer<TRaw>>(column);
        VBuffer<TRaw> raw = default;
        return (Func<TUser[]>)(() =>
        {
            get(ref raw);
            var dense = new TRaw[raw.Length];
            raw.CopyTo(dense);
            return dense is TUser[] same && !keysFromZero ? same : Array.ConvertAll(dense, v => convert(v));
        });
    }

    private static Delegate FixedVector<TUser, TRaw>(Array values, PrimitiveDataViewType itemType)
    {
        Func<TUser, TRaw> convert = ToRaw<TUser, TRaw>(itemType) ?? throw Contracts.ExceptParam(nameof(values), $"Must be an array of {itemType}");
        TRaw[] raw = Array.ConvertAll((TUser[])values, v => convert(v));
        return (ValueGetter<VBuffer<TRaw>>)((ref VBuffer<TRaw> destination) => VBuffer<TRaw>.Copy(raw, 0, ref destination, raw.Length));
    }
}
