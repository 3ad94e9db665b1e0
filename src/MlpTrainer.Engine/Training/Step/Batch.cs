namespace MlpTrainer.Engine;

/// <summary>The rows of one step, or of a part of it.</summary>
/// <param name="Order">Rows of the set, in the epoch's order.</param>
/// <param name="First">The first of them that belongs to the batch.</param>
/// <param name="Count">How many do.</param>
/// <param name="Epoch">The epoch, from 1; 0 where nothing is dropped.</param>
/// <param name="WeightFactor">What example weights are multiplied by: 1/(n·w̄) for a mean over n rows, 1 for a sum.</param>
internal readonly record struct Batch(int[] Order, int First, int Count, int Epoch, double WeightFactor)
{
    /// <summary>Row i of the batch, as a row of the set.</summary>
    public int Row(int i) => Order[First + i];

    /// <summary>Rows [first, first + count) of the batch, which may reach into the next one, but not beyond the epoch.</summary>
    public ReadOnlySpan<int> Rows(int first, int count) =>
        Order.AsSpan(Math.Min(First + first, Order.Length), Math.Clamp(Order.Length - First - first, 0, count));

    /// <summary>The part that begins at row <paramref name="first"/> of the batch and has at most <paramref name="count"/> rows.</summary>
    public Batch Part(int first, int count) => this with { First = First + first, Count = Math.Min(count, Count - first) };
}
