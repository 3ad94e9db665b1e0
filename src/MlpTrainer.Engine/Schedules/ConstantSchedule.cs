namespace MlpTrainer.Engine;

/// <summary>Constant learning rate: factor 1 at every step.</summary>
public sealed class ConstantSchedule : Schedule
{
    /// <inheritdoc/>
    public override string Name => "constant";

    /// <inheritdoc/>
    public override double Factor(in ScheduleTime time) => 1;
}
