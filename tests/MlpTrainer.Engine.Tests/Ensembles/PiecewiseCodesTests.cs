namespace MlpTrainer.Engine.Tests;

/// <summary>Codes by their definition, written down once more in double.</summary>
public sealed class PiecewiseCodesTests
{
    [Fact]
    public void EachCodeIsTheShareOfItsPieceThatLiesBelow()
    {
        PiecewiseCodes codes = PiecewiseCodes.Learn(Table(200), null, 6)!;
        foreach (float x in new[] { -50f, -1f, 0f, 0.3f, 1.7f, 4f, 90f })
        {
            float[] row = new float[codes.Width];
            (row[^2], row[^1]) = (x, 1f);
            codes.Expand(row);
            float[] b = codes.Knots(0).ToArray();
            for (int t = 1; t < b.Length; t++)
            {
                double share = ((double)x - b[t - 1]) / ((double)b[t] - b[t - 1]);
                double expected = t == 1 ? Math.Min(share, 1) : t == b.Length - 1 ? Math.Max(share, 0) : Math.Clamp(share, 0, 1);
                Assert.Equal(expected, row[t - 1], 1e-4 * Math.Max(1, Math.Abs(expected)));
            }

            Assert.Equal([x, 1f], row[^2..]);                               // x̂ itself, and a feature of two values
        }
    }

    [Fact]
    public void KnotsAreQuantilesOrAllValues()
    {
        PiecewiseCodes codes = PiecewiseCodes.Learn(Table(1000), null, 4)!;
        float[] knots = codes.Knots(0).ToArray();
        Assert.Equal(5, knots.Length);
        for (int t = 1; t < 4; t++)
        {
            Assert.InRange(Enumerable.Range(0, 1000).Count(i => Value(i, 1000) <= knots[t]), (250 * t) - 2, (250 * t) + 2);
        }

        var builder = new TrainingSetBuilder(1, 1);
        for (int i = 0; i < 30; i++)
        {
            builder.Add([i % 3], [0f]);
        }

        Assert.Equal([0f, 1f, 2f], PiecewiseCodes.Learn(builder.Build(), null, 16)!.Knots(0).ToArray());
    }

    [Fact]
    public void FeaturesOfTwoValuesHaveNone()
    {
        var builder = new TrainingSetBuilder(2, 1);
        for (int i = 0; i < 30; i++)
        {
            builder.Add([i % 2, 5f], [0f]);
        }

        Assert.Null(PiecewiseCodes.Learn(builder.Build(), null, 16));
    }

    private static TrainingSet Table(int rows)
    {
        var builder = new TrainingSetBuilder(2, 1);
        for (int i = 0; i < rows; i++)
        {
            builder.Add([Value(i, rows), i % 2], [0f]);
        }

        return builder.Build();
    }

    private static float Value(int i, int rows) => 10f * i * i / rows / rows;
}
