namespace MlpTrainer.Engine.Tests;

/// <summary>Small made-up data sets with something to learn.</summary>
internal static class SmallData
{
    /// <summary>Two classes, told apart by the sign of x₀·x₁ + x₂ (nothing linear), with noise features.</summary>
    public static TrainingSet Binary(int rows = 300, int features = 4, int seed = 1, bool sparse = false, Func<int, float>? weight = null)
    {
        var random = new Random(seed);
        var builder = new TrainingSetBuilder(features, 1) { Sparse = sparse };
        for (int i = 0; i < rows; i++)
        {
            float[] x = Draw(random, features, sparse);
            builder.Add(x, [(x[0] * x[1]) + x[2] > 0 ? 1f : 0f], weight?.Invoke(i) ?? 1f);
        }

        return builder.Build();
    }

    /// <summary>Three classes, by the largest of the first three features.</summary>
    public static TrainingSet Classes(int rows = 300, int seed = 1)
    {
        var random = new Random(seed);
        var builder = new TrainingSetBuilder(4, 1);
        for (int i = 0; i < rows; i++)
        {
            float[] x = Draw(random, 4, sparse: false);
            builder.Add(x, [Array.IndexOf(x, x.Take(3).Max())]);
        }

        return builder.Build();
    }

    /// <summary>A price: 20 + 100·(x₀ − x₁²), a little noise on top.</summary>
    public static TrainingSet Regression(int rows = 300, int seed = 1)
    {
        var random = new Random(seed);
        var builder = new TrainingSetBuilder(3, 1);
        for (int i = 0; i < rows; i++)
        {
            float[] x = Draw(random, 3, sparse: false);
            builder.Add(x, [20 + (100 * (x[0] - (x[1] * x[1]))) + random.NextSingle()]);
        }

        return builder.Build();
    }

    /// <summary>The features of every row, written out.</summary>
    public static float[] Features(TrainingSet set)
    {
        var rows = new PreparedRows(set, 1, null, null, null);
        float[] features = new float[set.RowCount * set.FeatureCount];
        for (int i = 0; i < set.RowCount; i++)
        {
            rows.CopyDense(i, features.AsSpan(i * set.FeatureCount, set.FeatureCount));
        }

        return features;
    }

    public static float[] Targets(TrainingSet set) => [.. Enumerable.Range(0, set.RowCount).SelectMany(i => set.Target(i).ToArray())];

    private static float[] Draw(Random random, int features, bool sparse) =>
        [.. Enumerable.Range(0, features).Select(i => (!sparse || i < 3 || random.Next(8) == 0 ? 1f : 0f) * ((random.NextSingle() * 2) - 1))];
}
