using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class StandardizationTests
{
    private const int Rows = 3;

    public static TheoryData<int> Lengths => [.. Numbers.Lengths];

    [Theory, MemberData(nameof(Lengths))]
    public void RowsAreShiftedScaledAndBent(int width)
    {
        float[] x = Numbers.Random(Rows * width, 1), mean = Numbers.Random(width, 2), scale = Numbers.Random(width, 3), kappa = Numbers.Random(width, 4);
        double[] z = [.. Enumerable.Range(0, Rows * width).Select(i => ((double)x[i] - mean[i % width]) * scale[i % width])];
        double[] bent = [.. z.Select((value, i) => value / Math.Sqrt(1 + (kappa[i % width] * value * kappa[i % width] * value)))];
        AssertScaled(z, []);
        AssertScaled(bent, kappa);

        void AssertScaled(double[] expected, float[] kappa)
        {
            var scaled = new Guarded(x.Length);
            Standardization.Apply(x, mean, scale, kappa, fill: [], scaled.Values);
            Numbers.AssertClose(expected, scaled.Values);
            scaled.AssertUntouched();

            float[] inPlace = [.. x];
            Standardization.Apply(inPlace, mean, scale, kappa, fill: [], inPlace);
            Assert.Equal(scaled.Values.ToArray(), inPlace);
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void AMissingValueBecomesItsFillingOnlyWhereAsked(int width)
    {
        float[] x = Numbers.Random(Rows * width, 1), mean = Numbers.Random(width, 2), scale = Numbers.Random(width, 3), kappa = Numbers.Random(width, 4);
        float[] fill = Numbers.Random(width, 5);
        for (int i = 0; i < x.Length; i += 3)
        {
            x[i] = float.NaN;
        }

        float[] kept = new float[x.Length], filled = new float[x.Length];
        Standardization.Apply(x, mean, scale, kappa, fill: [], kept);
        Standardization.Apply(x, mean, scale, kappa, fill, filled);
        Assert.Equal(x.Select(float.IsNaN), kept.Select(float.IsNaN));
        Assert.Equal(kept.Select((value, i) => float.IsNaN(value) ? fill[i % width] : value), filled);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void NoValueIsTooLarge(int width)
    {
        float[] far = [1e19f, 1e20f, 3e38f, float.MaxValue, float.PositiveInfinity];
        float[] mean = Filled(-1e38f, width), scale = Filled(1e4f, width), kappa = Filled(0.5f, width), scaled = new float[width];
        foreach (float x in far)
        {
            Standardization.Apply(Filled(x, width), mean, scale, kappa, fill: [], scaled);
            Assert.All(scaled, value => Assert.Equal(2f, value, 1e-6f));
            Standardization.Apply(Filled(-x, width), new float[width], scale, kappa, fill: [], scaled);
            Assert.All(scaled, value => Assert.Equal(-2f, value, 1e-6f));
            Standardization.Apply(Filled(x, width), mean, new float[width], kappa: [], fill: [], scaled);
            Assert.All(scaled, value => Assert.Equal(0f, value));
        }
    }

    private static float[] Filled(float value, int width) => [.. Enumerable.Repeat(value, width)];
}
