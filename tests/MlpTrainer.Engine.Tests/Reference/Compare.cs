namespace MlpTrainer.Engine.Tests;

/// <summary>Comparisons of the engine's floats with an oracle's doubles.</summary>
public static class Compare
{
    /// <summary>Every entry within a relative tolerance; entries below a hundredth of the largest are held to the tolerance of that hundredth.</summary>
    public static void Close(IReadOnlyList<double> expected, IReadOnlyList<float> actual, double relative = 1e-4)
    {
        Assert.Equal(expected.Count, actual.Count);
        double floor = expected.Count == 0 ? 0 : 0.01 * expected.Max(Math.Abs);
        for (int i = 0; i < expected.Count; i++)
        {
            double error = Math.Abs(actual[i] - expected[i]), allowed = relative * Math.Max(Math.Abs(expected[i]), floor);
            Assert.True(error <= allowed, $"[{i}]: expected {expected[i]:R}, but was {actual[i]:R}.");
        }
    }

    /// <summary>The same bits.</summary>
    public static void SameBits(ReadOnlyMemory<float> expected, ReadOnlyMemory<float> actual) =>
        Assert.Equal(
            expected.ToArray().Select(BitConverter.SingleToInt32Bits), actual.ToArray().Select(BitConverter.SingleToInt32Bits));
}
