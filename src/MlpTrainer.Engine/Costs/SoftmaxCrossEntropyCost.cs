using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>Cross-entropy with the softmax link: c = −ln a_y, a = softmax(z), y the index of the example's class, 0 … outputs − 1.</summary>
/// <remarks>
/// In z: c = ln Σ_j e^(z_j − m) + m − z_y with m = max z, so e never overflows. ∂c/∂z_j = a_j − 1[j = y]
/// (Bishop, "Pattern recognition and machine learning", equation 4.109).
/// With label smoothing ε, c = −Σ_j q_j·ln a_j and ∂c/∂z_j = a_j − q_j, q_j = (1 − ε)·1[j = y] + ε/outputs
/// (Szegedy et al., "Rethinking the Inception architecture", 2016, §7).
/// </remarks>
public sealed class SoftmaxCrossEntropyCost : Cost
{
    private readonly double? _smoothing;

    /// <summary>Label smoothing ε, in [0, 1): the share of each target that is spread evenly over all classes; 0 by default. <see cref="TrainingOptions.LabelSmoothing"/> gives it from outside.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public double LabelSmoothing { get => _smoothing ?? 0; init => _smoothing = Require.In(0, 1, value); }

    /// <inheritdoc/>
    public override string Name => "softmax cross-entropy";

    /// <inheritdoc/>
    public override Activation Link => Activation.Softmax;

    /// <inheritdoc/>
    public override int TargetWidth(int outputs) => 1;

    /// <inheritdoc/>
    public override string? TargetRule => "a class index, a whole number from 0 to one less than the number of outputs";

    internal override double? GivenLabelSmoothing => _smoothing;

    internal override Cost WithLabelSmoothing(double share) => new SoftmaxCrossEntropyCost { Reduction = Reduction, LabelSmoothing = share };

    /// <inheritdoc/>
    public override bool AcceptsTarget(float target, int outputs) => target >= 0f && target < outputs && float.IsInteger(target);

    /// <inheritdoc/>
    public override double Evaluate(in CostRows rows, Span<float> delta)
    {
        int outputs = rows.Outputs;
        double cost = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            ReadOnlySpan<float> z = rows.Z.Slice(i * outputs, outputs);
            Span<float> d = delta.Slice(i * outputs, outputs);
            int y = (int)rows.Targets[i];
            float weight = rows.Weights[i], maximum = TensorPrimitives.Max(z);
            TensorPrimitives.Subtract(z, maximum, d);
            TensorPrimitives.Exp(d, d);
            float sum = TensorPrimitives.Sum<float>(d);
            TensorPrimitives.Multiply(d, weight / sum, d);
            double expected = z[y];
            if (LabelSmoothing > 0)
            {
                expected += LabelSmoothing * (Mean(z) - z[y]);
                TensorPrimitives.Subtract(d, (float)(weight * LabelSmoothing / outputs), d);
            }

            cost += weight * (Math.Log(sum) + maximum - expected);
            d[y] -= (float)(weight * (1 - LabelSmoothing));
        }

        return cost;
    }

    private static double Mean(ReadOnlySpan<float> z)
    {
        double sum = 0;
        foreach (float value in z)
        {
            sum += value;
        }

        return sum / z.Length;
    }
}
