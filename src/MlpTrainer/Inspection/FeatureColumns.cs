using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Inspection;

/// <summary>Which slots of a feature vector belong together: by the annotations SlotNames and CategoricalSlotRanges, which ML.NET's encodings and Concatenate make.</summary>
internal static class FeatureColumns
{
    /// <param name="schema">The feature column and those beside it, or null where nothing is known.</param>
    /// <param name="name">The feature column.</param>
    /// <param name="slots">How many slots it has.</param>
    public static IReadOnlyList<FeatureColumn> Of(DataViewSchema? schema, string name, int slots)
    {
        DataViewSchema.Column? column = schema?.GetColumnOrNull(name);
        string[] names = column is { } named ? Names(named, slots) : new string[slots];
        if (names.Any(one => !string.IsNullOrEmpty(one)))
        {
            NameByColumns(schema!, name, names);
        }

        List<FeatureColumn> columns = [];
        foreach ((int first, int last) in column is { } ranged ? Ranges(ranged, slots) : [])
        {
            AddSlots(columns, names, first);
            string common = Common(schema!, names[first..(last + 1)]) ?? (last - first + 1 == slots ? name : Invariant($"slots {first} to {last}"));
            columns.Add(new FeatureColumn(common, first, last - first + 1));
        }

        AddSlots(columns, names, slots);
        return columns;
    }

    /// <summary>The slots up to a place, each a feature of its own.</summary>
    private static void AddSlots(List<FeatureColumn> columns, string[] names, int end)
    {
        for (int slot = columns.Count == 0 ? 0 : columns[^1].FirstSlot + columns[^1].SlotCount; slot < end; slot++)
        {
            columns.Add(new FeatureColumn(string.IsNullOrEmpty(names[slot]) ? Invariant($"slot {slot}") : names[slot], slot, 1));
        }
    }

    /// <summary>What the slots of one category column are called together, of "Cut.Good" and "Cut.Ideal" Cut: what stands before a dot or bracket in all of them, where there
    /// are several the name of a column; null if nothing does.</summary>
    private static string? Common(DataViewSchema schema, string[] names)
    {
        string first = names[0] ?? "";
        int same = names.Min(name => first.AsSpan().CommonPrefixLength(name));
        string[] prefixes = [.. Enumerable.Range(1, Math.Max(0, same - 1)).Where(end => first[end] is '.' or '[').Select(end => first[..end])];
        return prefixes.FirstOrDefault(prefix => schema.GetColumnOrNull(prefix) is not null) ?? prefixes.FirstOrDefault();
    }

    /// <summary>Names slots that Concatenate took from a vector without slot names, "Size[0]": a run of slots without names, as long as one such column and no other is.</summary>
    private static void NameByColumns(DataViewSchema schema, string features, string[] names)
    {
        DataViewSchema.Column[] vectors = [.. schema.Where(column => !column.IsHidden && column.Name != features && !column.HasSlotNames()
            && column.Type is VectorDataViewType { Size: > 0 } vector && vector.ItemType == NumberDataViewType.Single)];
        for (int first = 0; first < names.Length; first++)
        {
            int end = first;
            while (end < names.Length && string.IsNullOrEmpty(names[end]))
            {
                end++;
            }

            DataViewSchema.Column[] fitting = [.. vectors.Where(column => ((VectorDataViewType)column.Type).Size == end - first)];
            for (int slot = first; fitting.Length == 1 && slot < end; slot++)
            {
                names[slot] = Invariant($"{fitting[0].Name}[{slot - first}]");
            }

            first = Math.Max(first, end);
        }
    }

    private static string[] Names(DataViewSchema.Column column, int slots)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (!column.HasSlotNames())
        {
            return new string[slots];
        }

        column.GetSlotNames(ref names);
        return names.Length == slots ? [.. names.DenseValues().Select(name => name.ToString())] : new string[slots];
    }

    /// <summary>First and last slot of each category column, ascending and apart; none where the annotation is not so.</summary>
    private static List<(int First, int Last)> Ranges(DataViewSchema.Column column, int slots)
    {
        List<(int First, int Last)> ranges = [];
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.CategoricalSlotRanges)?.Type is not VectorDataViewType { Size: > 0 })
        {
            return ranges;
        }

        VBuffer<int> values = default;
        column.Annotations.GetValue(AnnotationUtils.Kinds.CategoricalSlotRanges, ref values);
        int[] bounds = [.. values.DenseValues()];
        for (int i = 0; i + 1 < bounds.Length; i += 2)
        {
            if (bounds[i] <= (ranges.Count == 0 ? -1 : ranges[^1].Last) || bounds[i + 1] < bounds[i] || bounds[i + 1] >= slots)
            {
                return [];
            }

            ranges.Add((bounds[i], bounds[i + 1]));
        }

        return ranges;
    }
}
