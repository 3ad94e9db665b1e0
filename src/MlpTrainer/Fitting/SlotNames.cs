using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Fitting;

/// <summary>The slots of a vector column in words: their names where the column has them, else their numbers from 0.</summary>
internal sealed class SlotNames
{
    private const int MostShown = 10;

    private readonly VBuffer<ReadOnlyMemory<char>> _names;

    public SlotNames(DataViewSchema.Column column)
    {
        if (column.HasSlotNames())
        {
            column.GetSlotNames(ref _names);
        }
    }

    /// <summary>"'age'", or "slot 5".</summary>
    public string Of(int slot) =>
        slot < _names.Length && _names.GetItemOrDefault(slot) is { IsEmpty: false } name ? $"'{name}'" : Invariant($"slot {slot}");

    /// <summary>"'age', slot 5 and 7 more".</summary>
    public string List(IReadOnlyList<int> slots, Func<int, string>? detail = null) =>
        ShortList.Of(slots.Select(slot => Of(slot) + detail?.Invoke(slot)), slots.Count, MostShown);
}
