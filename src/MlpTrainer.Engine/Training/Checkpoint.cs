namespace MlpTrainer.Engine;

/// <summary>The weights and the optimizer's state at the end of the last good epoch, for a roll-back.</summary>
internal sealed class Checkpoint(WeightUpdate update)
{
    private readonly float[][] _copies = [.. update.State.Select(array => array.ToArray())];

    /// <summary>The last step made.</summary>
    public long Step { get; private set; }

    public void Save(long step)
    {
        foreach ((float[] array, float[] copy) in update.State.Zip(_copies))
        {
            array.CopyTo(copy, 0);
        }

        Step = step;
    }

    public void Restore()
    {
        foreach ((float[] array, float[] copy) in update.State.Zip(_copies))
        {
            copy.CopyTo(array, 0);
        }
    }
}
