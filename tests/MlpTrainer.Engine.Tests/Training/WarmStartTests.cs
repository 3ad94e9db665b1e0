namespace MlpTrainer.Engine.Tests;

public class WarmStartTests
{
    [Fact]
    public void TrainingGoesOnFromTheInitialNetworkAndKeepsItsScaling()
    {
        TrainingSet set = SmallData.Regression(400), shifted = SmallData.Regression(50, seed: 9);
        var options = Plain.Options with
        {
            HiddenLayers = [20],
            Cost = new QuadraticCost(),
            StandardizeTargets = true,
            MaximumNumberOfEpochs = 60,
            Optimizer = new Adam { LearningRate = 0.01f },
        };
        TrainingResult first = NetworkTrainer.Train(set, null, 1, options);
        TrainingResult second = NetworkTrainer.Train(shifted, null, 1, options, first.Network);
        Assert.Same(first.Network.Inputs, second.Network.Inputs);
        Assert.Same(first.Network.Outputs, second.Network.Outputs);
        Assert.True(second.History[0].Cost < 0.1 * first.History[0].Cost);
        Assert.NotEqual(first.Network.Parameters.ToArray(), second.Network.Parameters.ToArray());
    }

    [Fact]
    public void TheInitialNetworkIsNotChanged()
    {
        TrainedNetwork initial = NetworkTrainer.Train(SmallData.Binary(), null, 1, Plain.Options with { HiddenLayers = [5], MaximumNumberOfEpochs = 2 }).Network;
        float[] before = initial.Parameters.ToArray();
        NetworkTrainer.Train(SmallData.Binary(), null, 1, Plain.Options with { HiddenLayers = [5], MaximumNumberOfEpochs = 2 }, initial);
        Assert.Equal(before, initial.Parameters.ToArray());
    }

    [Fact]
    public void SparseRowsTrainANetworkThatSubtractsMeans()
    {
        TrainingSet dense = SmallData.Binary(200, features: 20), sparse = SmallData.Binary(200, features: 20, sparse: true);
        TrainedNetwork initial = NetworkTrainer.Train(dense, null, 1, Plain.Options with { HiddenLayers = [5], MaximumNumberOfEpochs = 2 }).Network;
        Assert.True(initial.Inputs!.IsCentred);
        var same = new TrainingSetBuilder(20, 1) { Sparse = false };
        float[] features = SmallData.Features(sparse);
        for (int i = 0; i < 200; i++)
        {
            same.Add(features.AsSpan(i * 20, 20), sparse.Target(i));
        }

        var options = Plain.Options with { HiddenLayers = [5], MaximumNumberOfEpochs = 3 };
        Compare.SameBits(
            NetworkTrainer.Train(same.Build(), null, 1, options, initial).Network.Parameters,
            NetworkTrainer.Train(sparse, null, 1, options, initial).Network.Parameters);
    }

    /// <summary>From networks scaled in each way, with options that ask for each.</summary>
    [Fact]
    public void OptionsThatDifferFromTheInitialNetworksScalingAreReported()
    {
        var options = Plain.Options with { HiddenLayers = [3], Cost = new QuadraticCost(), MaximumNumberOfEpochs = 1 };
        TrainingOptions[] ways =
        [
            options,
            options with { Saturate = true },
            options with { Standardize = false },
            options with { Standardize = false, ImputeMissing = false },
            options with { ImputeMissing = false, StandardizeTargets = true },
        ];
        Func<TrainingOptions, string>[] words =
        [
            each => $"Standardize {each.Standardize}", each => $"Saturate {each.Saturate}", each => $"ImputeMissing {each.ImputeMissing}",
            each => $"StandardizeTargets {each.StandardizeTargets}",
        ];
        TrainingSet set = SmallData.Regression(60);
        foreach (TrainingOptions first in ways)
        {
            TrainedNetwork network = NetworkTrainer.Train(set, null, 1, first).Network;
            foreach (TrainingOptions second in ways)
            {
                List<string> remarks = [];
                NetworkTrainer.Train(set, null, 1, second with { Warn = remarks.Add }, network);
                string[] expected = [.. words.Where(word => word(first) != word(second)).Select(word => $"{word(second).Replace(" ", " is ")}, but was {word(first).Split(' ')[1]}")];
                string? remark = remarks.SingleOrDefault(text => text.StartsWith("The network to start from keeps the scaling", StringComparison.Ordinal));
                Assert.Equal(expected.Length > 0, remark is not null);
                Assert.All(expected, difference => Assert.Contains(difference, remark));
            }
        }
    }

    [Fact]
    public void SparseOnesAreNotTakenForAScalingThatDiffers()
    {
        var ones = new TrainingSetBuilder(4, 1) { Sparse = true };
        for (int i = 0; i < 40; i++)
        {
            ones.Add([i % 2, i % 3 == 0 ? 1 : 0, 0, 1], [i % 2]);
        }

        var options = Plain.Options with { HiddenLayers = [3], MaximumNumberOfEpochs = 1, Saturate = true };
        TrainedNetwork network = NetworkTrainer.Train(ones.Build(), null, 1, options).Network;
        NetworkTrainer.Train(ones.Build(), null, 1, options with { Warn = text => Assert.DoesNotContain("to start from", text) }, network);
    }
}
