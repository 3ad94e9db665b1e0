using MathNet.Numerics;

namespace MlpTrainer.Engine.Tests;

public class NormalDistributionTests
{
    [Fact]
    public void TheErrorFunctionBehindItIsRightToOneMillionth()
    {
        float[] x = [.. Enumerable.Range(-6000, 12001).Select(i => i / 1000f)];
        float[] z = [.. x.Select(value => (float)(value * Math.Sqrt(2)))];
        float[] cumulative = new float[z.Length], bell = new float[z.Length];
        NormalDistribution.Evaluate(z, cumulative, bell);
        for (int i = 0; i < z.Length; i++)
        {
            double place = z[i] / Math.Sqrt(2);
            Assert.Equal(SpecialFunctions.Erf(place), (2.0 * cumulative[i]) - 1, 1e-6);
            Assert.Equal(Math.Exp(-place * place), bell[i], 1e-6);
        }
    }
}
