using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>Accuracy: the weighted share of rows whose class is right, the class being that of the highest output, or output ≥ ½.</summary>
/// <remarks>A row with an output that is NaN is wrong.</remarks>
internal sealed class AccuracyMetric : Metric
{
    public override string Name => "accuracy";

    public override bool HigherIsBetter => true;

    public override LearningTasks Tasks => LearningTasks.Binary | LearningTasks.Multiclass;

    public override double Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        int k = Outputs(outputs, targets, weights), width = targets.Length == outputs.Length ? k : 1;
        double right = 0, total = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            ReadOnlySpan<float> row = outputs.Slice(i * k, k);
            int highest = TensorPrimitives.IndexOfMax(row), predicted = k > 1 ? highest : row[0] >= 0.5f ? 1 : 0;
            right += !float.IsNaN(row[highest]) && predicted == ClassWeights.ClassOf(targets.Slice(i * width, width), k) ? weights[i] : 0;
            total += weights[i];
        }

        return right / total;
    }
}
