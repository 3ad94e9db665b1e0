namespace MlpTrainer.Engine.Tests;

public class ClassWeightsTests
{
    [Fact]
    public void BalancedFactorsAreRowsOverClassesTimesRowsOfTheClass()
    {
        var builder = new TrainingSetBuilder(1, 1);
        foreach (float y in (float[])[0, 0, 0, 0, 0, 0, 1, 1, 2])
        {
            builder.Add([1], [y]);
        }

        Assert.Equal([9f / (3 * 6), 9f / (3 * 2), 9f / (3 * 1)], ClassWeights.Balanced.Factors(builder.Build(), 3));
    }

    [Fact]
    public void ExampleWeightsCountAndAbsentClassesKeepFactorOne()
    {
        var builder = new TrainingSetBuilder(1, 1);
        builder.Add([1], [0], weight: 6);
        builder.Add([1], [1], weight: 2);
        Assert.Equal([8f / (2 * 6), 8f / (2 * 2)], ClassWeights.Balanced.Factors(builder.Build(), 1));
        Assert.Equal([8f / (2 * 6), 8f / (2 * 2), 1f], ClassWeights.Balanced.Factors(builder.Build(), 3));
    }

    [Fact]
    public void AClassWeightIsAnExampleWeight()
    {
        var options = Plain.Options with { HiddenLayers = [5], BatchSize = TrainingOptions.FullBatch, MaximumNumberOfEpochs = 10, Standardize = false };
        var weighted = Plain.Options with
        {
            HiddenLayers = [5],
            BatchSize = TrainingOptions.FullBatch,
            MaximumNumberOfEpochs = 10,
            Standardize = false,
            ClassWeights = ClassWeights.Explicit(1, 4),
        };
        TrainingSet set = SmallData.Binary(100);
        TrainingSet byHand = SmallData.Binary(100, weight: i => set.Target(i)[0] == 1f ? 4 : 1);
        Compare.SameBits(
            NetworkTrainer.Train(byHand, null, 1, options).Network.Parameters, NetworkTrainer.Train(set, null, 1, weighted).Network.Parameters);
    }
}
