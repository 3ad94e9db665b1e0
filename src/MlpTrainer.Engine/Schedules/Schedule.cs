namespace MlpTrainer.Engine;

/// <summary>How the learning rate changes in the course of training: η_t = η·Factor(t), a pure function of time.</summary>
/// <remarks>A new member is one file and one line in <see cref="All"/>.</remarks>
public abstract class Schedule
{
    /// <summary>The name shown in logs, such as "constant".</summary>
    public abstract string Name { get; }

    /// <summary>The factor of the optimizer's learning rate for one step, at least 0.</summary>
    /// <param name="time">Which step it is.</param>
    public abstract double Factor(in ScheduleTime time);

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
