namespace MlpTrainer.Engine;

/// <summary>Where training stands when a schedule is asked for the next step's learning rate.</summary>
/// <param name="Step">The step's number over all epochs, from 1.</param>
/// <param name="Epoch">The epoch's number, from 1.</param>
/// <param name="StepsPerEpoch">The number of steps in an epoch.</param>
/// <param name="MaximumEpochs">The number of epochs after which training ends at the latest.</param>
/// <param name="EpochCosts">The monitored cost of each epoch that is over: of validation as soon as there is a finite one, else of training. It may be NaN.</param>
public readonly record struct ScheduleTime(
    long Step, int Epoch, int StepsPerEpoch, int MaximumEpochs, IReadOnlyList<double> EpochCosts)
{
    /// <summary>The share of training that is over before this step, in [0, 1).</summary>
    public double Progress => (Step - 1) / ((double)StepsPerEpoch * MaximumEpochs);
}
