namespace MlpTrainer.Engine;

/// <summary>The output layer's biases before training: the constant that predicts the mean target, or the median one, so that no step is spent on finding it.</summary>
internal static class OutputBiases
{
    /// <summary>What the share of a class without rows counts as where nothing else is said: rare, not impossible.</summary>
    public const double ShareOfNone = 1e-4;

    /// <summary>Sets b^L to <see cref="Cost.StartFor"/> of each output's mean target, of its median where the cost bears with far ones, or of each class's share; nothing where there are no biases.</summary>
    public static void Start(NetworkShape shape, Span<float> parameters, PreparedRows rows, Cost cost, double shareOfNone = ShareOfNone)
    {
        LayerShape last = shape.Layers[^1];
        Span<float> biases = parameters.Slice(last.BiasOffset, last.BiasCount);
        if (!biases.IsEmpty)
        {
            Of(rows, last.Outputs, cost, shareOfNone).CopyTo(biases);
        }
    }

    /// <summary>The same numbers: z^L of what targets are without any feature.</summary>
    public static float[] Of(PreparedRows rows, int outputs, Cost cost, double shareOfNone = ShareOfNone)
    {
        double[] centres = cost.TargetScaling == TargetScaling.MedianAndRange ? Medians(rows, outputs) : Means(rows, outputs);
        bool areShares = cost.Link == Activation.Sigmoid || cost.Link == Activation.Softmax;
        return Array.ConvertAll(centres, centre =>
        {
            float start = (float)cost.StartFor(areShares ? Math.Clamp(centre, centre == 0 ? shareOfNone : 0, centre == 1 ? 1 - shareOfNone : 1) : centre);
            return float.IsFinite(start) ? start : 0f;
        });
    }

    private static double[] Medians(PreparedRows rows, int outputs)
    {
        float[][] targets = [.. Enumerable.Range(0, outputs).Select(_ => new float[rows.Set.RowCount])];
        float[] target = new float[outputs], weights = new float[rows.Set.RowCount];
        for (int row = 0; row < weights.Length; row++)
        {
            rows.CopyTarget(row, target);
            weights[row] = rows.Weight(row);
            for (int j = 0; j < outputs; j++)
            {
                targets[j][row] = target[j];
            }
        }

        return Array.ConvertAll(targets, values => WeightedValues.Sorted(values, weights).Quantile(0.5));
    }

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
