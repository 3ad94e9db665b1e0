using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>Accuracy: the weighted share of rows whose class is right, the class being that of the highest output, or output ≥ ½.</summary>
internal sealed class AccuracyMetric : Metric
{
    public override string Name => "accuracy";

    public override bool HigherIsBetter => true;

    public override double Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        int k = outputs.Length / weights.Length;
        double right = 0, total = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            int predicted = k == 1 ? (outputs[i] >= 0.5f ? 1 : 0) : TensorPrimitives.IndexOfMax(outputs.Slice(i * k, k));
            right += predicted == ClassWeights.ClassOf(targets[i], k) ? weights[i] : 0;
            total += weights[i];
        }

        return right / total;
    }
}
