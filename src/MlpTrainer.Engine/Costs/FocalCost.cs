namespace MlpTrainer.Engine;

/// <summary>
/// Focal cost, c = −(1 − p)^γ·ln p, with p = σ(s·z) the probability given to the true class, s = −1 for target 0 and s = +1 for target 1.
/// </summary>
/// <remarks>
/// With x = s·z: −ln p = ln(1 + e^(−x)), computed without overflow, and ∂c/∂z = s·(1 − p)^γ·(γ·p·ln p + p − 1). γ = 0 is cross-entropy;
/// a larger γ gives less weight to rows that are already right. The factor α of the paper is a class weight here. Link: sigmoid; with several outputs each is a yes-or-no question of its own.
/// Its probabilities are not calibrated: for γ &gt; 0 the cost is least at a p nearer to ½ than the true probability (0.69 for 0.9 with γ = 2). They rank rows; where
/// they must be probabilities, calibrate them on rows of their own.
/// Source: Lin et al., "Focal loss for dense object detection" (2017), eq. 4 and appendix B.
/// </remarks>
public sealed class FocalCost : ElementwiseCost
{
    /// <summary>γ, the focusing power, at least 0; 2 by default, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number of at least 0.</exception>
    public double Gamma { get; init => field = Require.NotNegative(value); } = 2;

    /// <inheritdoc/>
    public override string Name => "focal";

    /// <inheritdoc/>
    public override Activation Link => Activation.Sigmoid;

    /// <inheritdoc/>
    public override string? TargetRule => "0 or 1";

    /// <inheritdoc/>
    public override bool AcceptsTarget(float target, int outputs) => target is 0f or 1f;

    /// <inheritdoc/>
    public override double Value(double z, double y)
    {
        double x = ((2 * y) - 1) * z;
        return Math.Pow(Sigmoid(-x), Gamma) * MinusLogSigmoid(x);
    }

    /// <inheritdoc/>
    public override double Derivative(double z, double y)
    {
        double sign = (2 * y) - 1, x = sign * z, miss = Sigmoid(-x);
        return -sign * Math.Pow(miss, Gamma) * ((Gamma * Sigmoid(x) * MinusLogSigmoid(x)) + miss);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double MinusLogSigmoid(double x) => Math.Max(-x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
