namespace MlpTrainer.Engine;

/// <summary>Absolute error, c = |z − y|; its best constant prediction is the median.</summary>
/// <remarks>
/// ∂c/∂z = sign(z − y), 0 at z = y. Link: identity; targets any finite number.
/// Source: Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning" (2009), §10.6.
/// </remarks>
public sealed class AbsoluteCost : ElementwiseCost
{
    /// <inheritdoc/>
    public override string Name => "absolute";

    /// <inheritdoc/>
    public override Activation Link => Activation.Identity;

    /// <inheritdoc/>
    public override bool TargetsMayBeStandardized => true;

    /// <inheritdoc/>
    public override TargetScaling TargetScaling => TargetScaling.MedianAndRange;

    /// <inheritdoc/>
    public override double Value(double z, double y) => Math.Abs(z - y);

    /// <inheritdoc/>
    public override double Derivative(double z, double y) => z > y ? 1 : z < y ? -1 : 0;
}
