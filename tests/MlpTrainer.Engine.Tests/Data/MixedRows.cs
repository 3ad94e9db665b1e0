namespace MlpTrainer.Engine.Tests;

/// <summary>Rows as tables have them: a category in many columns, beside a year, an amount that is mostly 0, a number that is 0 now and then, and missing values.</summary>
internal static class MixedRows
{
    public const int Categories = 150, Features = Categories + 3;

    public static TrainingSet Of(int rows, bool sparse, int seed = 1)
    {
        var random = new Random(seed);
        var builder = new TrainingSetBuilder(Features, 1) { Sparse = sparse };
        for (int i = 0; i < rows; i++)
        {
            float[] row = Row(random);
            builder.Add(row, [row[Categories] > 2007 ? 1 : 0], 1 + (i % 2));
        }

        return builder.Build();
    }

    public static float[] Row(Random random)
    {
        float[] row = new float[Features];
        row[random.Next(Categories)] = 1;
        row[Categories] = random.Next(20) == 0 ? float.NaN : random.Next(1990, 2025);
        row[Categories + 1] = random.Next(10) == 0 ? 1000 * random.NextSingle() : 0;
        row[Categories + 2] = random.Next(5) == 0 ? 0 : 3 + random.NextSingle();
        return row;
    }
}
