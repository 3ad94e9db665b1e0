namespace MlpTrainer.Engine;

/// <summary>Huber's cost, c = r²/2 for |r| ≤ D, else D·(|r| − D/2), with r = z − y and D = <see cref="Delta"/>.</summary>
/// <remarks>
/// ∂c/∂z = r held between −D and D. Quadratic near the target, absolute far from it, so outliers pull with a bounded force.
/// Where targets are standardized, D is in units of their standard deviation. Link: identity; targets any finite number.
/// Source: Huber, "Robust estimation of a location parameter" (1964), eq. 2.3 ff.
/// </remarks>
public sealed class HuberCost : ElementwiseCost
{
    /// <summary>Where the quadratic becomes linear, greater than 0; 1 by default, as in PyTorch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public double Delta { get; init => field = Require.Positive(value); } = 1;

    /// <inheritdoc/>
    public override string Name => "huber";

    /// <inheritdoc/>
    public override Activation Link => Activation.Identity;

    /// <inheritdoc/>
    public override bool TargetsMayBeStandardized => true;

    /// <inheritdoc/>
    public override TargetScaling TargetScaling => TargetScaling.MedianAndRange;

    /// <inheritdoc/>
    public override double Value(double z, double y)
    {
        double r = Math.Abs(z - y);
        return r <= Delta ? 0.5 * r * r : Delta * (r - 0.5 * Delta);
    }

    /// <inheritdoc/>
    public override double Derivative(double z, double y) => Math.Clamp(z - y, -Delta, Delta);
}
