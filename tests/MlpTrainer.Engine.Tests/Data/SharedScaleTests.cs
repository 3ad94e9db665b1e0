namespace MlpTrainer.Engine.Tests;

/// <summary>One scale for features that are mostly 0, so that the median row of them has length 1.</summary>
public sealed class SharedScaleTests
{
    [Fact]
    public void FeaturesThatAreMostlyZeroKeepTheirSizesBesideEachOther()
    {
        var builder = new TrainingSetBuilder(200, 1) { Sparse = true };
        for (int i = 0; i < 60; i++)
        {
            builder.Add([0, 1 + i, 100 + i], [50f + (i % 7), 3f, 4f], [0f]);        // a number, and a row of length 5
        }

        InputScaling scaling = InputStatistics.Learn(builder.Build(), standardize: true, imputeMissing: true, share: true)!;
        Assert.All(Enumerable.Range(1, 60), k => Assert.Equal(0.2f, scaling.Scale.Span[k]));
        Assert.Equal(0.2f, scaling.Scale.Span[130]);
        Assert.Equal(0f, scaling.Mean.Span[30]);
        Assert.InRange(scaling.Scale.Span[0], 0.3f, 1f);                               // by its own deviation, which is about 2
        Assert.InRange(scaling.Mean.Span[0], 51f, 55f);
    }
}
