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
            Standardization.Apply(x, mean, scale, kappa, imputeMissing: false, scaled.Values);
            Numbers.AssertClose(expected, scaled.Values);
            scaled.AssertUntouched();

            float[] inPlace = [.. x];
            Standardization.Apply(inPlace, mean, scale, kappa, imputeMissing: false, inPlace);
            Assert.Equal(scaled.Values.ToArray(), inPlace);
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void AMissingValueBecomesZeroOnlyWhereAsked(int width)
    {
        float[] x = Numbers.Random(Rows * width, 1), mean = Numbers.Random(width, 2), scale = Numbers.Random(width, 3), kappa = Numbers.Random(width, 4);
        for (int i = 0; i < x.Length; i += 3)
        {
            x[i] = float.NaN;
        }

        float[] kept = new float[x.Length], filled = new float[x.Length];
        Standardization.Apply(x, mean, scale, kappa, imputeMissing: false, kept);
        Standardization.Apply(x, mean, scale, kappa, imputeMissing: true, filled);
        Assert.Equal(x.Select(float.IsNaN), kept.Select(float.IsNaN));
        Assert.Equal(kept.Select(value => float.IsNaN(value) ? 0f : value), filled);
    }
}
