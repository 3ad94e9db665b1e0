namespace MlpTrainer.Fitting;

/// <summary>A list within a message: the first few, and how many more there are.</summary>
internal static class ShortList
{
    public static string Of(IEnumerable<string> first, int count, int most)
    {
        string shown = string.Join(", ", first.Take(most));
        return count > most ? Invariant($"{shown} and {count - most} more") : shown;
    }
}
