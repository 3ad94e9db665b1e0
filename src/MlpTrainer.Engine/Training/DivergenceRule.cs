namespace MlpTrainer.Engine;

/// <summary>What happens when the cost or a parameter stops being finite.</summary>
public enum DivergenceRule
{
    /// <summary>Training stops with a <see cref="TrainingDivergedException"/>.</summary>
    Stop,

    /// <summary>Training goes back to the end of the epoch with the lowest cost so far and goes on with half the learning rate, which is reported; after 20 times it stops.</summary>
    /// <remarks>
    /// What goes back are the weights, their average, and the optimizer's state with its own count of steps. Time goes on: the epoch that diverged is
    /// tried again under its number, and a schedule is told of it and of its steps as if nothing had happened. "The lowest cost" counts L2 and L1,
    /// and the start, whose cost the first batch tells.
    /// </remarks>
    RollBack,
}
