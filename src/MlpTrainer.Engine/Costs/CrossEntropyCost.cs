using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>Cross-entropy with the sigmoid link: c = Σ_j −y_j·ln a_j − (1 − y_j)·ln(1 − a_j), a = σ(z), y in [0, 1].</summary>
/// <remarks>
/// In z: c = softplus(z) − y·z with softplus(z) = max(z, 0) + ln(1 + e^−|z|), which neither overflows nor takes log(0).
/// ∂c/∂z = σ(z) − y (Nielsen, "Neural networks and deep learning", chapter 3, equation 68).
/// With label smoothing ε, (1 − ε)·y + ε/2 stands for y (Szegedy et al., "Rethinking the Inception architecture", 2016, §7, for two classes).
/// </remarks>
public sealed class CrossEntropyCost : ElementwiseCost
{
    private readonly double? _smoothing;

    /// <summary>Label smoothing ε, in [0, 1): the share of each target that is spread evenly over both classes; 0 by default. <see cref="TrainingOptions.LabelSmoothing"/> gives it from outside.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public double LabelSmoothing { get => _smoothing ?? 0; init => _smoothing = Require.In(0, 1, value); }

    /// <inheritdoc/>
    public override string Name => "cross-entropy";

    /// <inheritdoc/>
    public override Activation Link => Activation.Sigmoid;

    /// <inheritdoc/>
    public override string? TargetRule => "in [0, 1]";

    internal override double? GivenLabelSmoothing => _smoothing;

    internal override Cost WithLabelSmoothing(double share) => new CrossEntropyCost { Reduction = Reduction, LabelSmoothing = share };

    /// <inheritdoc/>
    public override bool AcceptsTarget(float target, int outputs) => target is >= 0f and <= 1f;

    /// <inheritdoc/>
    public override double Value(double z, double y) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (Smooth(y) * z);

    /// <inheritdoc/>
    public override double Derivative(double z, double y) => (1 / (1 + Math.Exp(-z))) - Smooth(y);

    /// <inheritdoc/>
    /// <remarks>As the base class would have it, with e^−|z| and ln(1 + e^−|z|) for many outputs at once, in double.</remarks>
    public override double Evaluate(in CostRows rows, Span<float> delta)
    {
        const int Chunk = 128;
        Span<double> exponential = stackalloc double[Chunk], logarithm = stackalloc double[Chunk];
        double cost = 0;
        int row = 0, output = 0;
        for (int start = 0; start < rows.Z.Length; start += Chunk)
        {
            ReadOnlySpan<float> z = rows.Z[start..Math.Min(start + Chunk, rows.Z.Length)];
            Span<double> e = exponential[..z.Length], log = logarithm[..z.Length];
            TensorPrimitives.ConvertChecked(z, e);
            TensorPrimitives.Abs<double>(e, e);
            TensorPrimitives.Negate<double>(e, e);
            TensorPrimitives.Exp<double>(e, e);
            TensorPrimitives.Add(e, 1.0, log);
            TensorPrimitives.Log<double>(log, log);
            for (int i = 0; i < z.Length; i++)
            {
                double weight = rows.Weights[row], y = Smooth(rows.Targets[start + i]);
                cost += weight * (Math.Max(z[i], 0) + log[i] - (y * z[i]));
                delta[start + i] = (float)(weight * (((z[i] >= 0 ? 1 : e[i]) / (1 + e[i])) - y));
                output = output + 1 < rows.Outputs ? output + 1 : 0;
                row += output == 0 ? 1 : 0;
            }
        }

        return cost;
    }

    private double Smooth(double y) => ((1 - LabelSmoothing) * y) + (0.5 * LabelSmoothing);
}
