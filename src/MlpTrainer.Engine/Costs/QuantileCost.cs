namespace MlpTrainer.Engine;

/// <summary>Quantile (pinball) cost, c = τ·(y − z) for y ≥ z, else (1 − τ)·(z − y): its best constant prediction is the τ-quantile.</summary>
/// <remarks>
/// ∂c/∂z = −τ below the target, 1 − τ above it, 0 at z = y. τ = ½ is half the absolute error. Link: identity; targets any finite number.
/// Source: Koenker, Bassett, "Regression quantiles" (1978), eq. 1.3.
/// </remarks>
public sealed class QuantileCost : ElementwiseCost
{
    /// <summary>τ, the quantile that is estimated, greater than 0 and less than 1; ½, the median, by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0 and less than 1.</exception>
    public double Quantile { get; init => field = Require.Between(0, 1, value); } = 0.5;

    /// <inheritdoc/>
    public override string Name => "quantile";

    /// <inheritdoc/>
    public override Activation Link => Activation.Identity;

    /// <inheritdoc/>
    public override bool TargetsMayBeStandardized => true;

    /// <inheritdoc/>
    public override TargetScaling TargetScaling => TargetScaling.MedianAndRange;

    /// <inheritdoc/>
    public override double Value(double z, double y) => y >= z ? Quantile * (y - z) : (1 - Quantile) * (z - y);

    /// <inheritdoc/>
    public override double Derivative(double z, double y) => z < y ? -Quantile : z > y ? 1 - Quantile : 0;
}
