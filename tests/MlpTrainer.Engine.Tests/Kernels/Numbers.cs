namespace MlpTrainer.Engine.Tests.Kernels;

/// <summary>Numbers to feed kernels with, and the comparison with a computation in double.</summary>
internal static class Numbers
{
    /// <summary>Lengths around every register width, its multiples and their tails.</summary>
    public static IEnumerable<int> Lengths => [.. Enumerable.Range(0, 68), 127, 128, 129, 2048];

    public static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 2 - 1))];
    }

    /// <summary>Asserts |actual − expected| ≤ tolerance · (1 + |expected|) for every value, and that none is NaN.</summary>
    public static void AssertClose(double[] expected, ReadOnlySpan<float> actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(actual[i] - expected[i]);
            Assert.True(error <= tolerance * (1 + Math.Abs(expected[i])), $"[{i}]: expected {expected[i]:R}, but was {actual[i]:R}.");
        }
    }
}
