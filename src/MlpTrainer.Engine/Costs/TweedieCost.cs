namespace MlpTrainer.Engine;

/// <summary>
/// Half the Tweedie deviance with log link, c = e^((2−p)z)/(2 − p) + y·e^((1−p)z)/(p − 1) − y^(2−p)/((p − 1)(2 − p)), 1 &lt; p &lt; 2,
/// for amounts that are often exactly 0, such as insurance claims.
/// </summary>
/// <remarks>
/// The predicted mean is a = eᶻ; ∂c/∂z = e^((2−p)z) − y·e^((1−p)z); 0 for a perfect prediction. Exponents beyond 50 continue as the
/// tangent, so nothing overflows. Twice its mean is the mean deviance. p → 1 is <see cref="PoissonCost"/>, p → 2 <see cref="GammaCost"/>.
/// Targets: finite numbers of at least 0. Source: Jørgensen, "The Theory of Dispersion Models" (1997), §4.1.
/// </remarks>
public sealed class TweedieCost : ElementwiseCost
{
    /// <summary>p: the variance is proportional to the mean to this power; greater than 1 and less than 2, 1.5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 1 and less than 2.</exception>
    public double Power { get; init => field = Require.Between(1, 2, value); } = 1.5;

    /// <inheritdoc/>
    public override string Name => "tweedie";

    /// <inheritdoc/>
    public override Activation Link => Activation.Exponential;

    /// <inheritdoc/>
    public override TargetScaling TargetScaling => TargetScaling.Mean;

    /// <inheritdoc/>
    public override string? TargetRule => "a finite number of at least 0";

    /// <inheritdoc/>
    public override bool AcceptsTarget(float target, int outputs) => target >= 0f && float.IsFinite(target);

    /// <inheritdoc/>
    public override double Value(double z, double y)
    {
        double above = 2 - Power;
        double below = Power - 1;
        return BoundedExponential.Value(above * z) / above
            + y * BoundedExponential.Value(-below * z) / below
            - Math.Pow(y, above) / (below * above);
    }

    /// <inheritdoc/>
    public override double Derivative(double z, double y) =>
        BoundedExponential.Slope((2 - Power) * z) - y * BoundedExponential.Slope((1 - Power) * z);
}
