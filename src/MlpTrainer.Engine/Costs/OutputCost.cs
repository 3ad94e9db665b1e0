using System.Buffers;

namespace MlpTrainer.Engine;

/// <summary>
/// A cost that is a sum over single output activations: c = Σ_j Value(a_j, y_j) with a = Link(z). The base of a user's own cost on outputs.
/// </summary>
/// <remarks>
/// The engine chains through the link: δ = ∇_a c ⊙ f′(z), or Jᵀ·∇_a c for softmax. Where Value grows without bound as a nears the edge of the
/// link's range (a logarithm after a sigmoid), derive from <see cref="ElementwiseCost"/> instead and write it in z. So too
/// with the exponential link, where a is +∞ from z = 88.73 on: training that gets there ends with <see cref="TrainingDivergedException"/>.
/// </remarks>
/// <param name="link">The output activation.</param>
public abstract class OutputCost(Activation link) : Cost
{
    /// <inheritdoc/>
    public sealed override Activation Link { get; } = link ?? throw new ArgumentNullException(nameof(link));

    /// <summary>The cost of one output.</summary>
    /// <param name="a">The output's activation.</param>
    /// <param name="y">Its target.</param>
    public abstract double Value(double a, double y);

    /// <summary>d Value/da.</summary>
    /// <param name="a">The output's activation.</param>
    /// <param name="y">Its target.</param>
    public abstract double Derivative(double a, double y);

    /// <inheritdoc/>
    public sealed override double Evaluate(in CostRows rows, Span<float> delta)
    {
        int outputs = rows.Outputs;
        float[] activations = ArrayPool<float>.Shared.Rent(outputs);
        Span<float> a = activations.AsSpan(0, outputs);
        double cost = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            ReadOnlySpan<float> z = rows.Z.Slice(i * outputs, outputs), y = rows.Targets.Slice(i * outputs, outputs);
            Span<float> d = delta.Slice(i * outputs, outputs);
            Link.Forward(z, a);
            for (int j = 0; j < outputs; j++)
            {
                cost += rows.Weights[i] * Value(a[j], y[j]);
                d[j] = (float)(rows.Weights[i] * Derivative(a[j], y[j]));
            }

            Link.Backward(z, a, d);
        }

        ArrayPool<float>.Shared.Return(activations);
        return cost;
    }
}
