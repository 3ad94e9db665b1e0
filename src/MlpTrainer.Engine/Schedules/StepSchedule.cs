namespace MlpTrainer.Engine;

/// <summary>Step decay: the factor is Decay^⌊(epoch − 1)/EpochsPerStep⌋, so the rate falls every EpochsPerStep epochs.</summary>
/// <remarks>Source: He et al., "Deep residual learning for image recognition" (2016), §3.4, made regular as in PyTorch's StepLR.</remarks>
public sealed class StepSchedule : Schedule
{
    /// <summary>The number of epochs between two drops, at least 1; 30 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int EpochsPerStep { get; init => field = Require.AtLeast(1, value); } = 30;

    /// <summary>What each drop multiplies the rate by, greater than 0 and less than 1; 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0 and less than 1.</exception>
    public double Decay { get; init => field = Require.Between(0, 1, value); } = 0.1;

    /// <inheritdoc/>
    public override string Name => "step";

    /// <inheritdoc/>
    public override double Factor(in ScheduleTime time) => Math.Pow(Decay, (time.Epoch - 1) / EpochsPerStep);
}
