namespace MlpTrainer;

/// <summary>A feature as its user knows it: one slot of the feature vector, or the slots that a category column was encoded to.</summary>
/// <param name="Name">The column's or the slot's name; "slot 5" or "slots 5 to 9", counted from 0, where the vector names none.</param>
/// <param name="FirstSlot">The first slot, from 0.</param>
/// <param name="SlotCount">How many slots there are, 1 at least.</param>
public sealed record FeatureColumn(string Name, int FirstSlot, int SlotCount)
{
    /// <summary>Adds up what the slots have.</summary>
    internal double Sum(ReadOnlySpan<float> slots)
    {
        double sum = 0;
        foreach (float slot in slots.Slice(FirstSlot, SlotCount))
        {
            sum += slot;
        }

        return sum;
    }
}
