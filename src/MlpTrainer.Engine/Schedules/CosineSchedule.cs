namespace MlpTrainer.Engine;

/// <summary>
/// Cosine decay after a linear warm-up: t/w over the first w = WarmUp·T steps, then Floor + ½(1 − Floor)·(1 + cos(π·s)), s running from
/// 0 to 1 over the rest; t is the step's number from 1, T the number of all steps.
/// </summary>
/// <remarks>
/// s = (t − 1 − w)/(T − w), w rounded down to whole steps. Without restarts.
/// Source: Loshchilov, Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017), eq. 5; the warm-up is Goyal et al., "Accurate,
/// large minibatch SGD" (2017), §2.2.
/// </remarks>
public sealed class CosineSchedule : Schedule
{
    /// <summary>The share of all steps over which the rate rises, in [0, 1); 0.05 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public double WarmUp { get; init => field = Require.In(0, 1, value); } = 0.05;

    /// <summary>The factor that the decay ends at, in [0, 1); 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public double Floor { get; init => field = Require.In(0, 1, value); }

    /// <inheritdoc/>
    public override string Name => "cosine";

    /// <inheritdoc/>
    public override double Factor(in ScheduleTime time)
    {
        double steps = (double)time.StepsPerEpoch * time.MaximumEpochs;
        double warmUp = Math.Floor(WarmUp * steps);
        if (time.Step <= warmUp)
        {
            return time.Step / warmUp;
        }

        double share = (time.Step - 1 - warmUp) / (steps - warmUp);
        return Floor + (0.5 * (1 - Floor) * (1 + Math.Cos(Math.PI * share)));
    }
}
