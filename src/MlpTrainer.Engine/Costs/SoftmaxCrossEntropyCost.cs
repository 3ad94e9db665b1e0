using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>Cross-entropy with the softmax link: c = −ln a_y, a = softmax(z), y the index of the example's class, 0 … outputs − 1.</summary>
/// <remarks>
/// In z: c = ln Σ_j e^(z_j − m) + m − z_y with m = max z, so e never overflows. ∂c/∂z_j = a_j − 1[j = y]
/// (Bishop, "Pattern recognition and machine learning", equation 4.109).
/// </remarks>
public sealed class SoftmaxCrossEntropyCost : Cost
{
    /// <inheritdoc/>
    public override string Name => "softmax cross-entropy";

    /// <inheritdoc/>
    public override Activation Link => Activation.Softmax;

    /// <inheritdoc/>
    public override int TargetWidth(int outputs) => 1;

    /// <inheritdoc/>
    public override string? TargetRule => "a class index, a whole number from 0 to one less than the number of outputs";

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
            cost += weight * (Math.Log(sum) + maximum - z[y]);
            TensorPrimitives.Multiply(d, weight / sum, d);
            d[y] -= weight;
        }

        return cost;
    }
}
