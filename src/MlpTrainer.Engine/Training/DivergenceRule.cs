namespace MlpTrainer.Engine;

/// <summary>What happens when the cost or a parameter stops being finite.</summary>
public enum DivergenceRule
{
    /// <summary>Training stops with a <see cref="TrainingDivergedException"/>.</summary>
    Stop,

    /// <summary>Training goes back to the end of the epoch with the lowest cost so far and goes on with half the learning rate, which is reported; after 20 times it stops.</summary>
    RollBack,
}
