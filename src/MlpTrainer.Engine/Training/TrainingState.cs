using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Where a training by steps ended, so that another can go on from there; see <see cref="TrainingOptions.KeepState"/> and <see cref="TrainingOptions.Continue"/>.</summary>
/// <remarks>Immutable, and in memory only: the weights of the last step (not those of the best epoch), the optimizer's state and the average of weights.</remarks>
public sealed class TrainingState
{
    private readonly float[][] _arrays;

    internal TrainingState(IEnumerable<AlignedFloats> arrays, int epochs, long steps, double rateFactor, IEnumerable<double> costs) =>
        (_arrays, Epochs, Steps, RateFactor, Costs) = ([.. arrays.Select(array => array.AsSpan().ToArray())], epochs, steps, rateFactor, [.. costs]);

    /// <summary>The number of epochs trained, over all trainings that went on from each other.</summary>
    public int Epochs { get; }

    /// <summary>The number of steps made, over all of them.</summary>
    public long Steps { get; }

    /// <summary>What roll-backs left of the learning rate.</summary>
    internal double RateFactor { get; }

    /// <summary>Each epoch's cost, as a schedule is told of it.</summary>
    internal IReadOnlyList<double> Costs { get; }

    /// <summary>Brings weights and state back.</summary>
    /// <exception cref="ArgumentException">They are not those of this state: another network, optimizer, or averaging.</exception>
    internal void CopyTo(AlignedFloats[] arrays)
    {
        int[] own = [.. _arrays.Select(array => array.Length)], wanted = [.. arrays.Select(array => array.Length)];
        if (!own.SequenceEqual(wanted))
        {
            throw new ArgumentException(Invariant(
                $"Continue must be the state of a training with the same network, optimizer, WeightAveraging and InputGainRate, whose arrays have the lengths {string.Join(", ", wanted)}, but its had {string.Join(", ", own)}."));
        }

        for (int i = 0; i < arrays.Length; i++)
        {
            _arrays[i].CopyTo(arrays[i].AsSpan());
        }
    }
}
