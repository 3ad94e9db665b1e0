namespace MlpTrainer.Engine;

/// <summary>Exponential decay: the factor is Decay^(epoch − 1).</summary>
/// <remarks>It changes once an epoch, as PyTorch's ExponentialLR does.</remarks>
public sealed class ExponentialSchedule : Schedule
{
    /// <summary>What each epoch multiplies the rate by, greater than 0 and less than 1; 0.95 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0 and less than 1.</exception>
    public double Decay { get; init => field = Require.Between(0, 1, value); } = 0.95;

    /// <inheritdoc/>
    public override string Name => "exponential";

    /// <inheritdoc/>
    public override double Factor(in ScheduleTime time) => Math.Pow(Decay, time.Epoch - 1);
}
