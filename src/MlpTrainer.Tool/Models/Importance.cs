using MlpTrainer.Engine;

namespace MlpTrainer.Tool.Models;

/// <summary>How much each column moves the scores: the mean change of the outputs when the column's features are exchanged between rows, as a share of all columns' changes.</summary>
internal static class Importance
{
    private const int MadeUpRows = 512;

    /// <summary>Shares that add up to 1, in the groups' order.</summary>
    /// <param name="network">The network.</param>
    /// <param name="groups">Which features belong together.</param>
    /// <param name="rows">Features [n×p], row-major.</param>
    public static double[] Of(TrainedNetwork network, IReadOnlyList<FeatureGroup> groups, float[] rows)
    {
        int features = network.Shape.Inputs, count = rows.Length / features;
        float[] before = Scores(network, rows, count), changed = new float[rows.Length];
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(1).Shuffle(order);
        double[] changes = [.. groups.Select(group =>
        {
            rows.CopyTo(changed, 0);
            for (int row = 0; row < count; row++)
            {
                rows.AsSpan((order[row] * features) + group.First, group.Count).CopyTo(changed.AsSpan((row * features) + group.First));
            }

            return Scores(network, changed, count).Zip(before).Sum(pair => Math.Abs((double)pair.First - pair.Second));
        })];
        double all = changes.Sum();
        return [.. changes.Select(change => all > 0 ? change / all : 0)];
    }

    /// <summary>Rows as the scaling of the features, which the model has, shows them to be: numbers about their mean, one of the values of each category.</summary>
    public static float[] MadeUp(TrainedNetwork network, IReadOnlyList<FeatureGroup> groups)
    {
        var random = new Random(1);
        int features = network.Shape.Inputs;
        float[] rows = new float[MadeUpRows * features];
        for (int row = 0; row < MadeUpRows; row++)
        {
            foreach (FeatureGroup group in groups)
            {
                Span<float> values = rows.AsSpan((row * features) + group.First, group.Count);
                if (group.IsOneOf)
                {
                    values[random.Next(values.Length)] = 1;
                    continue;
                }

                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = Value(network.Inputs, group.First + i, random);
                }
            }
        }

        return rows;
    }

    private static float Value(InputScaling? scaling, int feature, Random random)
    {
        double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        float mean = scaling is null ? 0 : scaling.Mean.Span[feature], scale = scaling is null ? 1 : scaling.Scale.Span[feature];
        return mean + (scale == 0 ? 0 : (float)normal / scale);
    }

    private static float[] Scores(TrainedNetwork network, float[] rows, int count)
    {
        float[] outputs = new float[count * network.Shape.Layers[^1].Outputs];
        network.Score(rows, outputs);
        return outputs;
    }
}
