namespace MlpTrainer.Engine;

/// <summary>Hinge cost, c = max(0, 1 − s·z), with s = −1 for target 0 and s = +1 for target 1.</summary>
/// <remarks>
/// ∂c/∂z = −s where s·z &lt; 1, else 0; at the kink s·z = 1 we choose 0. The margin is z itself; the link is the sigmoid,
/// so that outputs from ½ on mean class 1, but an output is no calibrated probability.
/// Source: Cortes, Vapnik, "Support-vector networks" (1995); Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", eq. 12.25.
/// </remarks>
public sealed class HingeCost : ElementwiseCost
{
    /// <inheritdoc/>
    public override string Name => "hinge";

    /// <inheritdoc/>
    public override Activation Link => Activation.Sigmoid;

    /// <inheritdoc/>
    /// <remarks>0: the best constant is on the side of the more frequent class, and no nearer for a larger share.</remarks>
    public override double StartFor(double mean) => 0;

    /// <inheritdoc/>
    public override string? TargetRule => "0 or 1";

    /// <inheritdoc/>
    public override bool AcceptsTarget(float target, int outputs) => target is 0f or 1f;

    /// <inheritdoc/>
    public override double Value(double z, double y) => Math.Max(0, 1 - (2 * y - 1) * z);

    /// <inheritdoc/>
    public override double Derivative(double z, double y)
    {
        double sign = 2 * y - 1;
        return sign * z < 1 ? -sign : 0;
    }
}
