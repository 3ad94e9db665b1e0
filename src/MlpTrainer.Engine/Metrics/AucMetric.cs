using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>AUC: the weighted share of (positive, negative) pairs in which the positive has the higher output, ties counting half.</summary>
/// <remarks>By ranks (Mann and Whitney, 1947), O(n·log n). NaN where only one class is present, or an output is NaN.</remarks>
internal sealed class AucMetric : Metric
{
    public override string Name => "AUC";

    public override bool HigherIsBetter => true;

    public override LearningTasks Tasks => LearningTasks.Binary;

    public override double Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        if (Outputs(outputs, targets, weights) != 1 || TensorPrimitives.IsNaNAny(outputs))
        {
            return double.NaN;
        }

        float[] scores = outputs.ToArray();
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(scores, order);
        double below = 0, won = 0, positives = 0;
        for (int start = 0, end; start < scores.Length; start = end)
        {
            double tiedPositives = 0, tiedNegatives = 0;
            for (end = start; end < scores.Length && scores[end] == scores[start]; end++)
            {
                int row = order[end];
                tiedPositives += targets[row] >= 0.5f ? weights[row] : 0;
                tiedNegatives += targets[row] >= 0.5f ? 0 : weights[row];
            }

            won += tiedPositives * (below + (tiedNegatives / 2));
            below += tiedNegatives;
            positives += tiedPositives;
        }

        return won / (positives * below);
    }
}
