namespace MlpTrainer.Engine;

/// <summary>Log-cosine cycles: the factor is ½(1 − cos(2π·log₂(1 + 15·t))), t the share of training that is over, 0 to 1.</summary>
/// <remarks>
/// Four cycles, each about twice as long as the one before, with peaks of 1 and valleys of 0; the very first step has factor 0.
/// In general the share is multiplied by 2^Cycles − 1.
/// Source: Holzmüller, Grinsztajn, Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular data" (2024), §3 ("coslog₄").
/// </remarks>
public sealed class LogCosineSchedule : Schedule
{
    /// <summary>The number of cycles, 1 to 30; 4 by default, as in RealMLP.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 1 to 30.</exception>
    public int Cycles
    {
        get;
        init => field = value is >= 1 and <= 30 ? value : throw Require.Violated(nameof(Cycles), "from 1 to 30", value);
    } = 4;

    /// <inheritdoc/>
    public override string Name => "log-cosine";

    /// <inheritdoc/>
    public override double Factor(in ScheduleTime time) =>
        0.5 * (1 - Math.Cos(2 * Math.PI * Math.Log2(1 + (((1L << Cycles) - 1) * time.Progress))));
}
