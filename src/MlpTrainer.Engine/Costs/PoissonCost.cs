namespace MlpTrainer.Engine;

/// <summary>Half the Poisson deviance with log link, c = eᶻ − y·z + y·ln y − y (0·ln 0 = 0), for counts and rates.</summary>
/// <remarks>
/// The predicted mean is a = eᶻ; ∂c/∂z = eᶻ − y; 0 for a perfect prediction. Beyond z = 50 eᶻ continues as its tangent, so nothing overflows.
/// Twice its mean is the mean deviance. Targets: finite numbers of at least 0.
/// Source: McCullagh, Nelder, "Generalized Linear Models" (1989), §2.3, table 2.1 and the deviances after it.
/// </remarks>
public sealed class PoissonCost : ElementwiseCost
{
    /// <inheritdoc/>
    public override string Name => "poisson";

    /// <inheritdoc/>
    public override Activation Link => Activation.Exponential;

    /// <inheritdoc/>
    public override TargetScaling TargetScaling => TargetScaling.Mean;

    /// <inheritdoc/>
    public override string? TargetRule => "a finite number of at least 0";

    /// <inheritdoc/>
    public override bool AcceptsTarget(float target, int outputs) => target >= 0f && float.IsFinite(target);

    /// <inheritdoc/>
    public override double Value(double z, double y) => BoundedExponential.Value(z) - y * z + (y > 0 ? y * Math.Log(y) - y : 0);

    /// <inheritdoc/>
    public override double Derivative(double z, double y) => BoundedExponential.Slope(z) - y;
}
