namespace MlpTrainer.Engine;

/// <summary>Squared hinge cost, c = max(0, 1 − s·z)², with s = −1 for target 0 and s = +1 for target 1.</summary>
/// <remarks>
/// ∂c/∂z = −2s·max(0, 1 − s·z), continuous. The margin is z itself; the link is the sigmoid, so that outputs from ½ on mean class 1,
/// but an output is no calibrated probability.
/// Source: Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning" (2009), table 12.1 ("square hinge").
/// </remarks>
public sealed class SquaredHingeCost : ElementwiseCost
{
    /// <inheritdoc/>
    public override string Name => "squared-hinge";

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
    public override double Value(double z, double y)
    {
        double shortfall = Math.Max(0, 1 - (2 * y - 1) * z);
        return shortfall * shortfall;
    }

    /// <inheritdoc/>
    public override double Derivative(double z, double y)
    {
        double sign = 2 * y - 1;
        return -2 * sign * Math.Max(0, 1 - sign * z);
    }
}
