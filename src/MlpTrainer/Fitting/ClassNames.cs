using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Fitting;

/// <summary>What the keys of a key label stand for, in the order of the keys: the values of the column's annotation, as text.</summary>
internal static class ClassNames
{
    private const int MostShown = 5;

    /// <summary>The types of which <c>MapValueToKey</c> makes keys.</summary>
    private static readonly Dictionary<Type, Func<DataViewSchema.Column, string[]>> s_readers = new()
    {
        [typeof(ReadOnlyMemory<char>)] = Read<ReadOnlyMemory<char>>, [typeof(bool)] = Read<bool>,
        [typeof(float)] = Read<float>, [typeof(double)] = Read<double>,
        [typeof(sbyte)] = Read<sbyte>, [typeof(short)] = Read<short>, [typeof(int)] = Read<int>, [typeof(long)] = Read<long>,
        [typeof(byte)] = Read<byte>, [typeof(ushort)] = Read<ushort>, [typeof(uint)] = Read<uint>, [typeof(ulong)] = Read<ulong>,
        [typeof(DateTime)] = Read<DateTime>, [typeof(DateTimeOffset)] = Read<DateTimeOffset>, [typeof(TimeSpan)] = Read<TimeSpan>,
    };

    /// <summary>The classes of a label column; null where it does not say them.</summary>
    public static string[]? Of(DataViewSchema.Column label) =>
        label.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type is VectorDataViewType values
            && s_readers.TryGetValue(values.ItemType.RawType, out Func<DataViewSchema.Column, string[]>? read) ? read(label) : null;

    /// <summary>"'ant', 'bee', 'cat' … but were 'cat', 'bee', 'ant'", with the first that differs where it is not among those shown; null if they are equal.</summary>
    public static string? Difference(string[] wanted, string[] given)
    {
        int same = wanted.AsSpan().CommonPrefixLength(given);
        if (same == wanted.Length && same == given.Length)
        {
            return null;
        }

        string first = same >= MostShown && same < wanted.Length && same < given.Length
            ? Invariant($" (the first to differ is key {same + 1}, '{wanted[same]}' and '{given[same]}')") : "";
        return $"{Few(wanted)}, but were {Few(given)}{first}";
    }

    private static string Few(string[] names) => ShortList.Of(names.Select(name => $"'{name}'"), names.Length, MostShown);

    private static string[] Read<T>(DataViewSchema.Column label)
    {
        VBuffer<T> values = default;
        label.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")];
    }
}
