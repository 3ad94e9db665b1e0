namespace MlpTrainer.Tests.Onnx;

/// <summary>Whether two computations of the same scores agree.</summary>
public static class Compare
{
    /// <summary>|actual − expected| ≤ 1e-5·max(1, |expected|) for each value; NaN only where NaN is expected.</summary>
    /// <param name="expected">Our scores.</param>
    /// <param name="actual">The scores of the ONNX file.</param>
    /// <param name="what">What was scored.</param>
    /// <param name="unit">What counts as 1: for numbers with a unit, their standard deviation.</param>
    public static void Close(ReadOnlySpan<float> expected, ReadOnlySpan<double> actual, string what, double unit = 1)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool isClose = float.IsNaN(expected[i])
                ? double.IsNaN(actual[i])
                : Math.Abs(actual[i] - expected[i]) <= 1e-5 * Math.Max(unit, Math.Abs(expected[i]));
            Assert.True(isClose, $"{what}, value {i}: {expected[i]} was expected, ONNX Runtime gives {actual[i]}.");
        }
    }
}
