namespace MlpTrainer.Engine;

/// <summary>Inverse scaling: the factor is 1/t^Power, t being the step's number from 1.</summary>
/// <remarks>
/// t counts steps; scikit-learn's "invscaling" counts the rows seen instead. Powers above ½ up to 1 meet the conditions Σ η_t = ∞,
/// Σ η_t² &lt; ∞ of Robbins, Monro, "A stochastic approximation method" (1951).
/// </remarks>
public sealed class InverseScalingSchedule : Schedule
{
    /// <summary>The power of the step's number, greater than 0; ½ by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public double Power { get; init => field = Require.Positive(value); } = 0.5;

    /// <inheritdoc/>
    public override string Name => "inverse scaling";

    /// <inheritdoc/>
    public override double Factor(in ScheduleTime time) => Math.Pow(time.Step, -Power);
}
