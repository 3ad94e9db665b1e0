namespace MlpTrainer.Engine.Tests;

public class SoftmaxTests
{
    private static readonly float[] s_row = [0.3f, -1.2f, 2.5f, 0f, -0.7f];

    [Fact]
    public void ForwardIsTheFormula()
    {
        float[] a = new float[s_row.Length];
        Activation.Softmax.Forward(s_row, a);
        double sum = s_row.Sum(z => Math.Exp(z));
        for (int j = 0; j < a.Length; j++)
        {
            Assert.Equal(Math.Exp(s_row[j]) / sum, a[j], 1e-7);
        }
    }

    [Theory]
    [InlineData(100f, 2f, -2f)]
    [InlineData(1e4f, 9999f, -1e4f)]
    [InlineData(-1e4f, -1e4f, -1e4f)]
    public void FarOutRowsStayProbabilities(float first, float second, float third)
    {
        float[] a = new float[3];
        Activation.Softmax.Forward([first, second, third], a);
        double sum = Math.Exp(0) + Math.Exp((double)second - first) + Math.Exp((double)third - first);
        Assert.Equal(1 / sum, a[0], 1e-6);
        Assert.Equal(Math.Exp((double)second - first) / sum, a[1], 1e-6);
        Assert.Equal(Math.Exp((double)third - first) / sum, a[2], 1e-6);
    }

    [Fact]
    public void BackwardIsTheTransposedJacobianByFiniteDifferences()
    {
        double[] incoming = [0.5, -1, 2, 0.25, -0.125];
        float[] a = new float[s_row.Length], delta = [.. incoming.Select(value => (float)value)];
        Activation.Softmax.Forward(s_row, a);
        Activation.Softmax.Backward(s_row, a, delta);
        for (int j = 0; j < s_row.Length; j++)
        {
            double expected = (Along(j, 1e-5) - Along(j, -1e-5)) / 2e-5;
            Assert.Equal(expected, delta[j], 1e-6);
        }

        double Along(int j, double step)
        {
            double[] exponentials = [.. s_row.Select((z, i) => Math.Exp(z + (i == j ? step : 0)))];
            return exponentials.Select((e, i) => incoming[i] * e / exponentials.Sum()).Sum();
        }
    }
}
