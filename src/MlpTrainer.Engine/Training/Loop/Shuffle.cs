namespace MlpTrainer.Engine;

/// <summary>The order of the rows in an epoch: a random permutation that depends on seed and epoch only.</summary>
internal static class Shuffle
{
    /// <summary>Fisher and Yates, from the identity.</summary>
    public static void Fill(Span<int> order, ulong seed, int epoch)
    {
        var random = new CounterRandom(seed, RandomPurpose.Shuffle, epoch);
        for (int i = 0; i < order.Length; i++)
        {
            int j = (int)random.Below(i, i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }
}
