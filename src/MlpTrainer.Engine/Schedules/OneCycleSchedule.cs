namespace MlpTrainer.Engine;

/// <summary>
/// One cycle: the factor rises from 1/InitialDivisor to 1 over the first Rise share of training, then falls to 1/(InitialDivisor·FinalDivisor),
/// both along half a cosine. The optimizer's learning rate is the peak.
/// </summary>
/// <remarks>
/// From x to y along half a cosine: x + (y − x)·½(1 − cos(π·s)), s from 0 to 1. The momentum stays as it is.
/// Source: Smith, Topin, "Super-convergence" (2019), §3; cosines and defaults as in fastai and PyTorch.
/// </remarks>
public sealed class OneCycleSchedule : Schedule
{
    /// <summary>The share of training over which the rate rises, greater than 0 and less than 1; 0.3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0 and less than 1.</exception>
    public double Rise { get; init => field = Require.Between(0, 1, value); } = 0.3;

    /// <summary>The peak divided by the first rate, greater than 0; 25 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public double InitialDivisor { get; init => field = Require.Positive(value); } = 25;

    /// <summary>The first rate divided by the last, greater than 0; 1e4 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public double FinalDivisor { get; init => field = Require.Positive(value); } = 1e4;

    /// <inheritdoc/>
    public override string Name => "one cycle";

    /// <inheritdoc/>
    public override double Factor(in ScheduleTime time)
    {
        double first = 1 / InitialDivisor, last = first / FinalDivisor, progress = time.Progress;
        return progress < Rise
            ? HalfCosine(first, 1, progress / Rise)
            : HalfCosine(1, last, (progress - Rise) / (1 - Rise));
    }

    private static double HalfCosine(double from, double to, double share) =>
        from + ((to - from) * 0.5 * (1 - Math.Cos(Math.PI * share)));
}
