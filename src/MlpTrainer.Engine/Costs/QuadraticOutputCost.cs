namespace MlpTrainer.Engine;

/// <summary>Quadratic cost after any output activation, c = Factor·Σ_j (a_j − y_j)², a = Link(z).</summary>
/// <remarks>
/// ∂c/∂a = 2·Factor·(a − y), chained through the link: δ^L = ∇_a C ⊙ f′(z^L) (Nielsen, equation 30). With a sigmoid link learning slows where
/// σ′ is small; cross-entropy does not. The exponential link is refused: (e^z − y)² leaves the range of float from z = 44 on.
/// </remarks>
/// <param name="link">The output activation, any but the exponential; the sigmoid by default.</param>
/// <exception cref="ArgumentException"><paramref name="link"/> is <see cref="Activation.Exponential"/>.</exception>
public sealed class QuadraticOutputCost(Activation? link = null) : OutputCost(Bounded(link ?? Activation.Sigmoid))
{
    /// <summary>The factor before the square, greater than 0; 1 by default, ½ in many texts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not a finite number greater than 0.</exception>
    public double Factor { get; init => field = Require.Positive(value); } = 1;

    /// <inheritdoc/>
    public override string Name => $"quadratic on {Link.Name}";

    /// <inheritdoc/>
    public override double Value(double a, double y) => Factor * (a - y) * (a - y);

    /// <inheritdoc/>
    public override double Derivative(double a, double y) => 2 * Factor * (a - y);

    private static Activation Bounded(Activation link) => link != Activation.Exponential ? link
        : throw new ArgumentException("Link must be an activation whose square does not overflow, but was exponential. PoissonCost has this link and works on z.", nameof(link));
}
