namespace MlpTrainer.Engine;

/// <summary>Log-cosh error, c = ln(cosh(r)), r = z − y: about r²/2 near 0 and |r| − ln 2 far away, smooth everywhere.</summary>
/// <remarks>
/// Computed as |r| + ln(1 + e^(−2|r|)) − ln 2, which cannot overflow; ∂c/∂z = tanh(r). Link: identity; targets any finite number.
/// Source: Saleh, Saleh, "Statistical properties of the log-cosh loss function used in machine learning" (2022), eq. 1.
/// </remarks>
public sealed class LogCoshCost : ElementwiseCost
{
    private const double LogTwo = 0.69314718055994530942;

    /// <inheritdoc/>
    public override string Name => "log-cosh";

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
        return r + Math.Log(1 + Math.Exp(-2 * r)) - LogTwo;
    }

    /// <inheritdoc/>
    public override double Derivative(double z, double y) => Math.Tanh(z - y);
}
