namespace MlpTrainer.Engine.Tests;

/// <summary>The activation that CONTRIBUTING.md adds, here as a user's own.</summary>
public class SoftsignTests
{
    [Fact]
    public void ItIsItsFormulaAndItsSlopeIsTheDifferenceOfIt()
    {
        float[] z = [-1e6f, -40, -3.5f, -0.25f, 0, 1e-6f, 0.5f, 2, 77, 1e6f], a = new float[z.Length], delta = [.. z.Select(_ => -2f)];
        var softsign = new Softsign();
        softsign.Forward(z, a);
        softsign.Backward(z, a, delta);
        for (int i = 0; i < z.Length; i++)
        {
            double h = 1e-4 * (1 + Math.Abs(z[i])), slope = (Formula(z[i] + h) - Formula(z[i] - h)) / (2 * h);
            Assert.Equal(Formula(z[i]), a[i], 1e-6);
            Assert.Equal(-2 * slope, delta[i], 1e-3);
        }
    }

    [Fact]
    public void ANetworkLearnsWithIt()
    {
        TrainingSet rows = SmallData.Binary(400), held = SmallData.Binary(400, seed: 2);
        TrainingResult result = NetworkTrainer.Train(rows, held, 1, Plain.Options with { LayerActivations = [new Softsign()], MaximumNumberOfEpochs = 20 });
        Assert.True(result.History[^1].ValidationCost < 0.8 * result.History[0].ValidationCost);
    }

    private static double Formula(double z) => z / (1 + Math.Abs(z));
}
