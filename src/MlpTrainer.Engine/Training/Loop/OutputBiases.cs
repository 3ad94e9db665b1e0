namespace MlpTrainer.Engine;

/// <summary>The output layer's biases before training: the constant that predicts the mean target, so that no step is spent on finding it.</summary>
internal static class OutputBiases
{
    private const double ShareOfNone = 1e-4;

    /// <summary>Sets b^L to <see cref="Cost.StartFor"/> of each output's mean target, or of each class's share; nothing where there are no biases.</summary>
    public static void Start(NetworkShape shape, Span<float> parameters, PreparedRows rows, Cost cost)
    {
        LayerShape last = shape.Layers[^1];
        Span<float> biases = parameters.Slice(last.BiasOffset, last.BiasCount);
        if (biases.IsEmpty)
        {
            return;
        }

        double[] means = Means(rows, last.Outputs);
        bool areShares = cost.Link == Activation.Sigmoid || cost.Link == Activation.Softmax;
        for (int j = 0; j < biases.Length; j++)
        {
            float start = (float)cost.StartFor(areShares ? WithinReach(means[j]) : means[j]);
            biases[j] = float.IsFinite(start) ? start : 0f;
        }
    }

    /// <summary>A class without rows counts as rare, not as impossible.</summary>
    private static double WithinReach(double share) => share == 0 ? ShareOfNone : share == 1 ? 1 - ShareOfNone : share;

    /// <summary>The weighted mean of each target as training sees it; where it is a class's index, the share of each class.</summary>
    private static double[] Means(PreparedRows rows, int outputs)
    {
        double[] sums = new double[outputs];
        float[] target = new float[rows.Set.TargetWidth];
        double total = 0;
        for (int row = 0; row < rows.Set.RowCount; row++)
        {
            double weight = rows.Weight(row);
            rows.CopyTarget(row, target);
            total += weight;
            if (target.Length < outputs)
            {
                sums[(int)target[0]] += weight;
                continue;
            }

            for (int j = 0; j < outputs; j++)
            {
                sums[j] += weight * target[j];
            }
        }

        return Array.ConvertAll(sums, sum => sum / total);
    }
}
