namespace MlpTrainer.Engine.Tests;

/// <summary>Gains at the start: √R² of a feature alone, by balanced tables whose R² is known.</summary>
public class InitialGainsTests
{
    /// <summary>The first feature is the target; the second agrees in three rows of four, so R² = ¼; the third tells nothing; of the fourth, two values far out are one class.</summary>
    [Fact]
    public void AFeatureThatTellsMoreStartsLarger()
    {
        var builder = new TrainingSetBuilder(4, 1);
        for (int i = 0; i < 800; i++)
        {
            int y = i % 2, agrees = i / 2 % 4 == 0 ? 1 - y : y, sign = i / 8 % 2 == 0 ? 1 : -1;
            builder.Add([y, agrees, i / 2 % 2, y * sign * 3], [y]);
        }

        AssertGains([1, 0.5, 0.2, 1], Gains(builder.Build(), 1));
    }

    /// <summary>Of three classes the first feature tells the first from the others: between its bins lies half of the variance.</summary>
    [Fact]
    public void ClassesAreTheirZerosAndOnes()
    {
        var builder = new TrainingSetBuilder(2, 1);
        for (int i = 0; i < 600; i++)
        {
            builder.Add([i % 3 == 0 ? 1 : 0, i % 3], [i % 3]);
        }

        AssertGains([Math.Sqrt(0.5), 1], Gains(builder.Build(), 3));
    }

    [Fact]
    public void WhereTargetsDoNotVaryAllAreOne()
    {
        var builder = new TrainingSetBuilder(3, 1);
        for (int i = 0; i < 30; i++)
        {
            builder.Add([i, i % 2, 5], [1]);
        }

        AssertGains([1, 1, 1], Gains(builder.Build(), 1));
    }

    [Fact]
    public void CodesHaveTheirFeatures()
    {
        TrainingSet set = SmallData.Regression(200);
        PiecewiseCodes codes = PiecewiseCodes.Learn(set, null, 4)!;
        Assert.Equal([2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4], InitialGains.OnCodes([2, 3, 4], codes));
        Assert.Equal(15, codes.Width);
    }

    private static float[] Gains(TrainingSet set, int outputs) => InitialGains.Of(new PreparedRows(set, outputs, null, null, null), outputs);

    private static void AssertGains(double[] relative, float[] gains)
    {
        double size = Math.Sqrt(relative.Average(gain => gain * gain));
        Assert.Equal(relative.Length, gains.Length);
        Assert.All(relative.Zip(gains), pair => Assert.Equal(pair.First / size, pair.Second, 1e-5));
    }
}
