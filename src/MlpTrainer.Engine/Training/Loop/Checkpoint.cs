using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The weights and the optimizer's state at the end of the best epoch so far, for a roll-back.</summary>
internal sealed class Checkpoint(WeightUpdate update)
{
    private readonly float[][] _copies = [.. update.State.Select(state => state.AsSpan().ToArray())];

    /// <summary>The number of the last step that the optimizer made.</summary>
    public long Step { get; private set; }

    /// <summary>The epoch it was saved after; 0 for the start.</summary>
    public int Epoch { get; private set; }

    public void Save(int epoch, long step)
    {
        foreach ((AlignedFloats state, float[] copy) in update.State.Zip(_copies))
        {
            state.AsSpan().CopyTo(copy);
        }

        (Epoch, Step) = (epoch, step);
    }

    public void Restore()
    {
        foreach ((AlignedFloats state, float[] copy) in update.State.Zip(_copies))
        {
            copy.CopyTo(state.AsSpan());
        }
    }
}
