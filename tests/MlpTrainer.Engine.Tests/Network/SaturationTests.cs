namespace MlpTrainer.Engine.Tests.Network;

public class SaturationTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(0.5f)]
    [InlineData(-2f)]
    [InlineData(40f)]
    [InlineData(-1e14f)]
    public void AFeatureBecomesItsFormulaAndStaysWithinItsBound(float x)
    {
        float[] scaled = new float[300];
        new InputScaling(new float[300], Filled(2f), imputeMissing: false, Filled(0.5f)).Apply(Filled(x), scaled);
        double z = 2d * x, expected = z / Math.Sqrt(1 + (0.25 * z * z));
        Assert.All(scaled, value => Assert.Equal(expected, value, 1e-6));
        Assert.All(scaled, value => Assert.InRange(value, -2.000001f, 2.000001f));
    }

    [Fact]
    public void ZeroSaturationLeavesAFeatureAsItIs()
    {
        float[] scaled = new float[2];
        new InputScaling([0, 0], [1, 1], imputeMissing: true, [0, 1]).Apply([3, float.NaN], scaled);
        Assert.Equal([3f, 0f], scaled);
    }

    [Fact]
    public void TheInputGradientGoesThroughIt()
    {
        var shape = new NetworkShape(2, [3, 1], [Activation.Tanh, Activation.Identity]);
        float[] parameters = [.. Enumerable.Range(1, shape.ParameterCount).Select(i => (float)Math.Sin(i))];
        Scorer scorer = new TrainedNetwork(shape, parameters, new InputScaling([1, -1], [2, 0.5f], true, [1, 0.3f])).CreateScorer();
        float[] row = [0.7f, 2f], gradient = new float[2];
        scorer.InputGradient(row, 0, gradient);
        for (int k = 0; k < 2; k++)
        {
            const float Step = 1e-2f;
            float[] up = [.. row], down = [.. row], z = new float[1];
            (up[k], down[k]) = (up[k] + Step, down[k] - Step);
            scorer.PreActivation(up, z);
            float high = z[0];
            scorer.PreActivation(down, z);
            Assert.Equal((high - z[0]) / (2 * Step), gradient[k], 2e-3f);
        }
    }

    [Fact]
    public void SparseRowsSaturateAsDenseOnes()
    {
        var shape = new NetworkShape(3, [1], [Activation.Identity]);
        Scorer scorer = new TrainedNetwork(shape, [1, 2, 3, 4], new InputScaling([0, 0, 0], [1, 2, 3], true, [1, 1, 0.3f])).CreateScorer();
        float[] dense = new float[1], sparse = new float[1];
        scorer.Score([0, 5, -7], dense);
        scorer.Score([1, 2], [5, -7], sparse);
        Assert.Equal(dense[0], sparse[0], 1e-6f);
    }

    private static float[] Filled(float value)
    {
        float[] values = new float[300];
        Array.Fill(values, value);
        return values;
    }
}
