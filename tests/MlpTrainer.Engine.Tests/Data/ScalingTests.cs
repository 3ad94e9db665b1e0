namespace MlpTrainer.Engine.Tests;

/// <summary>How the scales of features are learned: by median and quantiles, the same from dense and from sparse rows.</summary>
public class ScalingTests
{
    private const double Range = 2.5631031310892007;                        // between the quantiles 0.1 and 0.9 of a normal law of deviation 1

    [Fact]
    public void AFeatureIsCentredAtItsMedianAndScaledByItsQuantiles()
    {
        InputScaling scaling = Learn(false, [.. Enumerable.Range(1, 101).Select(i => (float)i)]);
        Assert.Equal(51f, scaling.Mean.Span[0]);
        Assert.Equal(Range / (91 - 11), scaling.Scale.Span[0], 1e-6);       // the 11th of 101 is the first to exceed a tenth
        Assert.True(scaling.Saturation.IsEmpty);
    }

    [Fact]
    public void AFewFarValuesRuleNothing()
    {
        float[] values = [.. Enumerable.Range(0, 600).Select(i => (i / 150f) - 2)];
        InputScaling usual = Learn(true, values);
        values[7] = 99_999f;
        InputScaling withFar = Learn(true, values);
        Assert.Equal(usual.Mean.Span[0], withFar.Mean.Span[0], 0.02f);
        Assert.Equal(1, withFar.Scale.Span[0] / usual.Scale.Span[0], 0.05);
        Assert.InRange(Math.Abs(Apply(withFar, 99_999f)), 2f, 4f);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFeatureOfTwoValuesBecomesZeroAndOne(bool saturate)
    {
        foreach ((float low, float high, float lowScaled, float highScaled) in ((float, float, float, float)[])
            [(0, 1, 0, 1), (0, 1e-20f, 0, 1), (3, 5, 0, 1), (-4, 0, -1, 0), (-1, 1, 0, 1), (float.MinValue, float.MaxValue, 0, 1)])
        {
            InputScaling scaling = Learn(saturate, [low, high, low, low, low, low, low, low, low, low, low, low]);
            Assert.Equal(lowScaled, Apply(scaling, low), 1e-6f);
            Assert.Equal(highScaled, Apply(scaling, high), 1e-6f);
        }
    }

    [Fact]
    public void AFeatureThatIsMostlyOneValueIsCentredThereAndScaledByTheOthers()
    {
        float[] values = [.. Enumerable.Repeat(5f, 95), 6f, 7f, 8f, 9f, 10f];
        InputScaling scaling = Learn(false, values);
        Assert.Equal(5f, scaling.Mean.Span[0]);
        Assert.Equal(1 / 3f, scaling.Scale.Span[0], 1e-6f);
        InputScaling saturated = Learn(true, values);
        Assert.Equal(1, Math.Sqrt(values[95..].Average(x => Math.Pow(Apply(saturated, x), 2))), 1e-5);
    }

    [Fact]
    public void AConstantOrMissingFeatureCountsForNothing()
    {
        float[] noise = [.. Enumerable.Range(0, 50).Select(i => 1e9f + (i % 3 * 64))];
        foreach (float[] values in (float[][])[[7, 7, 7], [float.NaN, float.NaN, float.NaN], [float.NaN, 0, 0], noise])
        {
            InputScaling scaling = Learn(true, values);
            Assert.Equal(0f, scaling.Scale.Span[0]);
            Assert.All([.. values, 12f, float.PositiveInfinity], x => Assert.Equal(0f, Apply(scaling, x)));
        }
    }

    [Theory]
    [InlineData(false, 1 / 3d)]
    [InlineData(true, 1)]
    public void FeaturesWithALongTailSaturateSoonerAndKeepDeviationOne(bool longTail, double expected)
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, 5000).Select(_ => (float)(longTail ? Math.Exp(2 * Normal(random)) : random.NextDouble()))];
        InputScaling plain = Learn(false, values), scaling = Learn(true, values);
        Assert.Equal(expected, scaling.Saturation.Span[0] * scaling.Scale.Span[0] / plain.Scale.Span[0], 1e-3);
        double[] scaled = [.. values.Select(x => (double)Apply(scaling, x))];
        double mean = scaled.Average();
        Assert.Equal(1, Math.Sqrt(scaled.Average(x => (x - mean) * (x - mean))), 1e-4);
    }

    [Fact]
    public void AFarValueThatManyRowsHaveIsACodeAndNoTail()
    {
        float[] values = [.. Enumerable.Range(0, 600).Select(i => (i / 150f) - 2)];
        InputScaling usual = Learn(true, values);
        for (int i = 0; i < 12; i++)
        {
            values[i * 40] = 999;
        }

        InputScaling coded = Learn(true, values);
        Assert.Equal(Apply(usual, 1), Apply(coded, 1), 0.25f);
        Assert.True(Apply(coded, 999) > 1.5f * Apply(coded, 2));
    }

    [Fact]
    public void AMissingValueBecomesTheMeanWhetherFeaturesAreScaledOrNot()
    {
        float[] values = [1, 2, 3, 10, float.NaN, 4, float.NaN];
        InputScaling raw = InputStatistics.Learn(Column(values, null, sparse: false), standardize: false, imputeMissing: true)!;
        Assert.Equal(4f, Apply(raw, float.NaN), 1e-6f);
        Assert.Equal(10f, Apply(raw, 10f));
        InputScaling scaled = Learn(true, values);
        Assert.Equal(values.Where(float.IsFinite).Average(x => Apply(scaled, x)), Apply(scaled, float.NaN), 1e-5f);
        Assert.True(float.IsNaN(Apply(InputStatistics.Learn(Column(values, null, sparse: false), standardize: true, imputeMissing: false)!, float.NaN)));
        Assert.Null(InputStatistics.Learn(Column(values, null, sparse: false), standardize: false, imputeMissing: false));
    }

    [Fact]
    public void ARowOfWeightTwoCountsAsTwoRows()
    {
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, 40).Select(_ => random.Next(4) == 0 ? 0f : (float)Normal(random))];
        float[] weights = [.. values.Select(_ => (float)random.Next(1, 4))];
        float[] repeated = [.. values.SelectMany((value, i) => Enumerable.Repeat(value, (int)weights[i]))];
        InputScaling once = InputStatistics.Learn(Column(values, weights, sparse: false), true, true, true)!;
        InputScaling often = InputStatistics.Learn(Column(repeated, null, sparse: false), true, true, true)!;
        Assert.Equal(often.Mean.Span[0], once.Mean.Span[0]);
        Assert.Equal(often.Scale.Span[0], once.Scale.Span[0], 1e-6f);
        Assert.Equal(often.Saturation.Span[0], once.Saturation.Span[0], 1e-6f);
        Assert.Equal(often.Fill.Span[0], once.Fill.Span[0], 1e-6f);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SparseRowsGiveTheBitsOfDenseOnes(bool saturate)
    {
        (TrainingSet dense, TrainingSet sparse) = (MixedRows.Of(500, sparse: false), MixedRows.Of(500, sparse: true));
        InputScaling a = InputStatistics.Learn(dense, true, true, saturate)!, b = InputStatistics.Learn(sparse, true, true, saturate)!;
        Assert.Equal(a.Mean.ToArray(), b.Mean.ToArray());
        Assert.Equal(a.Scale.ToArray(), b.Scale.ToArray());
        Assert.Equal(a.Saturation.ToArray(), b.Saturation.ToArray());
        Assert.Equal(a.Fill.ToArray(), b.Fill.ToArray());
        Assert.True(a.IsCentred);
    }

    [Fact]
    public void OfManyRowsASampleIsEnough()
    {
        var random = new Random(4);
        InputScaling scaling = Learn(false, [.. Enumerable.Range(0, 100_000).Select(_ => (float)(3 + (2 * Normal(random))))]);
        Assert.Equal(3f, scaling.Mean.Span[0], 0.1f);
        Assert.Equal(0.5, scaling.Scale.Span[0], 0.02);
    }

    [Fact]
    public void StatisticsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new InputScaling([0, 0], [1], true));
        Assert.Throws<ArgumentException>(() => new InputScaling([float.NaN], [1], true));
        Assert.Throws<ArgumentException>(() => new InputScaling([0], [-1], true));
        Assert.Throws<ArgumentException>(() => new InputScaling([0], [1], true, [1e5f]));
        Assert.Throws<ArgumentException>(() => new InputScaling([0], [1], true, [1], [float.NaN]));
        Assert.Throws<ArgumentException>(() => new InputScaling([0], [1], false, [1], [1]));
    }

    private static InputScaling Learn(bool saturate, float[] values) =>
        InputStatistics.Learn(Column(values, null, sparse: false), standardize: true, imputeMissing: true, saturate)!;

    private static float Apply(InputScaling scaling, float x)
    {
        float[] scaled = new float[1];
        scaling.Apply([x], scaled);
        return scaled[0];
    }

    private static TrainingSet Column(float[] values, float[]? weights, bool sparse)
    {
        var builder = new TrainingSetBuilder(1, 1) { Sparse = sparse };
        for (int i = 0; i < values.Length; i++)
        {
            builder.Add([values[i]], [0], weights?[i] ?? 1);
        }

        return builder.Build();
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
