namespace MlpTrainer.Engine.Tests;

public class IntegratedGradientsTests
{
    /// <summary>Completeness: the contributions add up to the distance of the score from the baseline's, of z and of a.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ContributionsAddUp(bool preActivation)
    {
        TrainedNetwork network = NetworkTrainer.Train(
            SmallData.Classes(), null, 3, new TrainingOptions { HiddenLayers = [8], Cost = new SoftmaxCrossEntropyCost(), MaximumNumberOfEpochs = 5 }).Network;
        var gradients = new IntegratedGradients(network, preActivation);
        float[] row = [0.5f, -0.2f, 0.9f, 0.1f], contributions = new float[4];
        for (int output = 0; output < 3; output++)
        {
            gradients.Explain(row, output, contributions);
            Assert.Equal(Score(row)[output] - Score(IntegratedGradients.Baseline(network))[output], contributions.Sum(), 1e-3);
        }

        float[] Score(float[] x)
        {
            float[] scores = new float[3];
            Scorer scorer = network.CreateScorer();
            if (preActivation)
            {
                scorer.PreActivation(x, scores);
            }
            else
            {
                scorer.Score(x, scores);
            }

            return scores;
        }
    }

    /// <summary>Of a linear network φ_i = w_i·(x_i − b_i), exactly.</summary>
    [Fact]
    public void OfALinearNetworkTheyAreWeightTimesDistance()
    {
        var network = new TrainedNetwork(new NetworkShape(3, [1], [Activation.Identity]), [2f, -1f, 0.5f, 7f]);
        float[] contributions = new float[3];
        new IntegratedGradients(network).Explain([1f, 2f, 4f], 0, contributions);
        Assert.Equal([2f, -2f, 2f], contributions);
    }

    [Fact]
    public void LengthsAndOutputsAreChecked()
    {
        var gradients = new IntegratedGradients(new TrainedNetwork(new NetworkShape(3, [1], [Activation.Identity]), new float[4]));
        Assert.ThrowsAny<ArgumentException>(() => gradients.Explain(new float[2], 0, new float[3]));
        Assert.ThrowsAny<ArgumentException>(() => gradients.Explain(new float[3], 0, new float[2]));
        Assert.ThrowsAny<ArgumentException>(() => gradients.Explain(new float[3], 1, new float[3]));
        Assert.ThrowsAny<ArgumentException>(() => gradients.Explain(new float[3], -1, new float[3]));
    }
}
