namespace MlpTrainer.Engine;

/// <summary>Half the Gamma deviance with log link, c = y·e^(−z) + z − ln y − 1, for positive amounts with a constant relative spread.</summary>
/// <remarks>
/// The predicted mean is a = eᶻ; ∂c/∂z = 1 − y·e^(−z); 0 for a perfect prediction. Below z = −50 e^(−z) continues as its tangent, so nothing
/// overflows. Twice its mean is the mean deviance. Targets: finite numbers greater than 0.
/// Source: McCullagh, Nelder, "Generalized Linear Models" (1989), §2.3, table 2.1 and the deviances after it.
/// </remarks>
public sealed class GammaCost : ElementwiseCost
{
    /// <inheritdoc/>
    public override string Name => "gamma";

    /// <inheritdoc/>
    public override Activation Link => Activation.Exponential;

    /// <inheritdoc/>
    public override TargetScaling TargetScaling => TargetScaling.Mean;

    /// <inheritdoc/>
    public override string? TargetRule => "a finite number greater than 0";

    /// <inheritdoc/>
    public override bool AcceptsTarget(float target, int outputs) => target > 0f && float.IsFinite(target);

    /// <inheritdoc/>
    public override double Value(double z, double y) => y * BoundedExponential.Value(-z) + z - Math.Log(y) - 1;

    /// <inheritdoc/>
    public override double Derivative(double z, double y) => 1 - y * BoundedExponential.Slope(-z);
}
