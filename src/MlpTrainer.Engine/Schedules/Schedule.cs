namespace MlpTrainer.Engine;

/// <summary>How the learning rate changes in the course of training: η_t = η·Factor(t), a pure function of time.</summary>
/// <remarks>A new member is one file and one line in <see cref="All"/>.</remarks>
public abstract class Schedule
{
    /// <summary>The name shown in logs, such as "constant".</summary>
    public abstract string Name { get; }

    /// <summary>The factor of the optimizer's learning rate for one step, a finite number of at least 0; training stops with an error at any other.</summary>
    /// <param name="time">Which step it is.</param>
    public abstract double Factor(in ScheduleTime time);

    /// <summary>The same schedule for one training, asked for its steps in their order; it may remember what it was told before.</summary>
    internal virtual Schedule ForOneTraining() => this;

    /// <summary>The factor, of which a user's own schedule may have made something else.</summary>
    /// <exception cref="InvalidOperationException">The factor is not a finite number of at least 0.</exception>
    internal double FactorAt(in ScheduleTime time)
    {
        double factor = Factor(time);
        return factor >= 0 && double.IsFinite(factor) ? factor : throw new InvalidOperationException(
            Invariant($"The factor of a schedule must be a finite number of at least 0, but that of {Name} was {factor} in epoch {time.Epoch}, step {time.Step}."));
    }

    /// <summary>Every schedule, with default parameters. Tests run over it.</summary>
    public static IReadOnlyList<Schedule> All { get; } =
    [
        new ConstantSchedule(),
        new StepSchedule(),
        new ExponentialSchedule(),
        new InverseScalingSchedule(),
        new CosineSchedule(),
        new OneCycleSchedule(),
        new ReduceOnPlateauSchedule(),
        new LogCosineSchedule(),
    ];

    /// <summary>The schedule's name.</summary>
    public sealed override string ToString() => Name;
}
