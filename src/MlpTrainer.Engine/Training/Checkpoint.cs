namespace MlpTrainer.Engine;

/// <summary>The weights and the optimizer's state at the end of the best epoch so far, for a roll-back.</summary>
internal sealed class Checkpoint(WeightUpdate update)
{
    private readonly float[][] _copies = [.. update.State.Select(array => array.ToArray())];

    /// <summary>The last step made.</summary>
    public long Step { get; private set; }

    /// <summary>The epoch it was saved after; 0 for the start.</summary>
    public int Epoch { get; private set; }

    public void Save(int epoch, long step)
    {
        foreach ((float[] array, float[] copy) in update.State.Zip(_copies))
        {
            array.CopyTo(copy, 0);
        }

        (Epoch, Step) = (epoch, step);
    }

    public void Restore()
    {
        foreach ((float[] array, float[] copy) in update.State.Zip(_copies))
        {
            copy.CopyTo(array, 0);
        }
    }
}
