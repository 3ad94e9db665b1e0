namespace MlpTrainer.Engine;

/// <summary>Quadratic cost, c = Factor·Σ_j (a_j − y_j)², a = z: least squares.</summary>
/// <remarks>
/// ∂c/∂z = 2·Factor·(z − y). Authors differ in the factor: 1 (the default) gives the mean squared error, ½ the form whose derivative is
/// plain z − y (Nielsen, equation 6). For a quadratic cost on a sigmoid output see <see cref="QuadraticOutputCost"/>.
/// </remarks>
public sealed class QuadraticCost : ElementwiseCost
{
    /// <summary>The factor before the square, greater than 0; 1 by default, ½ in many texts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not a finite number greater than 0.</exception>
    public double Factor { get; init => field = Require.Positive(value); } = 1;

    /// <inheritdoc/>
    public override string Name => "quadratic";

    /// <inheritdoc/>
    public override Activation Link => Activation.Identity;

    /// <inheritdoc/>
    public override bool TargetsMayBeStandardized => true;

    /// <inheritdoc/>
    public override double Value(double z, double y) => Factor * (z - y) * (z - y);

    /// <inheritdoc/>
    public override double Derivative(double z, double y) => 2 * Factor * (z - y);
}
