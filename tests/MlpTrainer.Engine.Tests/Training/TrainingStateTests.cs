namespace MlpTrainer.Engine.Tests;

/// <summary>Trainings that go on from each other give the bits of one.</summary>
public class TrainingStateTests
{
    public static TheoryData<string, TrainingOptions, bool> Ways
    {
        get
        {
            TrainingOptions options = Plain.Options with { HiddenLayers = [7], BatchSize = 16, KeepState = true, Saturate = true };
            var ways = new TheoryData<string, TrainingOptions, bool>();
            foreach (Optimizer optimizer in Optimizer.All.Where(optimizer => !optimizer.IsFullBatch))
            {
                ways.Add(optimizer.Name, options with { Optimizer = optimizer }, false);
            }

            ways.Add("momentum", options with { Optimizer = new Sgd { Momentum = 0.9f } }, false);
            ways.Add("averaged", options with { WeightAveraging = 0.9f }, false);
            ways.Add("dropout", options with { Dropout = 0.3f, InputDropout = 0.1f }, false);
            ways.Add("clipped", options with { GradientClipNorm = 0.1f }, false);
            ways.Add("by step", options with { Schedule = new InverseScalingSchedule() }, false);
            ways.Add("by epoch", options with { Schedule = new StepSchedule { EpochsPerStep = 2 } }, false);
            ways.Add("on plateau", options with { Schedule = new ReduceOnPlateauSchedule { Patience = 0, Threshold = 0.5, Decay = 0.5 } }, false);
            ways.Add("gains", options with { InputGainRate = 3f }, false);
            ways.Add("sparse", options, true);
            ways.Add("sparse gains", options with { InputGainRate = 3f }, true);
            return ways;
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void ThreeEpochsAndFourAreSeven(string name, TrainingOptions options, bool sparse)
    {
        TrainingSet set = sparse ? MixedRows.Of(100, sparse: true) : SmallData.Binary(100);
        TrainingResult whole = NetworkTrainer.Train(set, null, 1, options with { MaximumNumberOfEpochs = 7 });
        TrainingResult first = NetworkTrainer.Train(set, null, 1, options with { MaximumNumberOfEpochs = 3 });
        TrainingResult second = NetworkTrainer.Train(set, null, 1, options with { MaximumNumberOfEpochs = 4, Continue = first.State }, first.Network);
        Compare.SameBits(whole.Network.Parameters, second.Network.Parameters);
        Assert.Equal(whole.History.Skip(3).Select(record => (record.Cost, record.LearningRate)), second.History.Select(record => (record.Cost, record.LearningRate)));
        Assert.Equal((7, whole.State!.Steps), (second.State!.Epochs, second.State.Steps));
        if (name is "adam" or "momentum")
        {
            TrainingResult anew = NetworkTrainer.Train(set, null, 1, options with { MaximumNumberOfEpochs = 4 }, first.Network);
            Assert.NotEqual(whole.Network.Parameters.ToArray(), anew.Network.Parameters.ToArray());
        }
    }

    [Fact]
    public void AStateIsKeptOnlyWhereAskedAndFitsOnlyItsOwnKind()
    {
        TrainingSet set = SmallData.Binary(60);
        TrainingOptions options = Plain.Options with { HiddenLayers = [5], MaximumNumberOfEpochs = 1, KeepState = true };
        Assert.Null(NetworkTrainer.Train(set, null, 1, options with { KeepState = false }).State);
        TrainingResult first = NetworkTrainer.Train(set, null, 1, options);
        Assert.StartsWith(
            "Continue must be the state of a training with the same network, optimizer, WeightAveraging and InputGainRate, whose arrays have the lengths 31, but its had 31, 31, 31",
            Assert.Throws<ArgumentException>(() => NetworkTrainer.Train(
                set, null, 1, options with { Optimizer = new Sgd(), Continue = first.State }, first.Network)).Message.Replace(", 0", "", StringComparison.Ordinal));
        Assert.StartsWith(
            "Continue must be null without a network to start from",
            Assert.Throws<ArgumentException>(() => NetworkTrainer.Train(set, null, 1, options with { Continue = first.State })).Message);
        Assert.StartsWith(
            "KeepState must be off with lbfgs",
            Assert.Throws<ArgumentOutOfRangeException>(() => NetworkTrainer.Train(set, null, 1, options with { Optimizer = new Lbfgs() })).Message);
    }
}
