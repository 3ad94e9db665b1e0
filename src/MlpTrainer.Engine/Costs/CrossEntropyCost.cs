namespace MlpTrainer.Engine;

/// <summary>Cross-entropy with the sigmoid link: c = Σ_j −y_j·ln a_j − (1 − y_j)·ln(1 − a_j), a = σ(z), y in [0, 1].</summary>
/// <remarks>
/// In z: c = softplus(z) − y·z with softplus(z) = max(z, 0) + ln(1 + e^−|z|), which neither overflows nor takes log(0).
/// ∂c/∂z = σ(z) − y (Nielsen, "Neural networks and deep learning", chapter 3, equation 68).
/// With label smoothing ε, (1 − ε)·y + ε/2 stands for y (Szegedy et al., "Rethinking the Inception architecture", 2016, §7, for two classes).
/// </remarks>
public sealed class CrossEntropyCost : ElementwiseCost
{
    /// <summary>Label smoothing ε, in [0, 1): the share of each target that is spread evenly over both classes; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public double LabelSmoothing { get; init => field = Require.In(0, 1, value); }

    /// <inheritdoc/>
    public override string Name => "cross-entropy";

    /// <inheritdoc/>
    public override Activation Link => Activation.Sigmoid;

    /// <inheritdoc/>
    public override string? TargetRule => "in [0, 1]";

    /// <inheritdoc/>
    public override bool AcceptsTarget(float target, int outputs) => target is >= 0f and <= 1f;

    /// <inheritdoc/>
    public override double Value(double z, double y) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (Smooth(y) * z);

    /// <inheritdoc/>
    public override double Derivative(double z, double y) => (1 / (1 + Math.Exp(-z))) - Smooth(y);

    private double Smooth(double y) => ((1 - LabelSmoothing) * y) + (0.5 * LabelSmoothing);
}
