using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

/// <summary>Same rows, options and seed: the same bits, at any number of threads.</summary>
public class DeterminismTests
{
    private const int Rows = 2500, Features = 40;

    public static TheoryData<string> Cases => [.. Options(1, 1).Keys];

    [Theory, MemberData(nameof(Cases))]
    public void TheSameBitsAtAnyNumberOfThreads(string name)
    {
        Assert.Equal(3, TeamSize.Of(Options(3, 5)[name], Shape(name), Rows));
        ReadOnlyMemory<float> one = Train(name, threads: 1, seed: 5);
        Compare.SameBits(one, Train(name, threads: 2, seed: 5));
        Compare.SameBits(one, Train(name, threads: 3, seed: 5));
    }

    [Theory, MemberData(nameof(Cases))]
    public void AnotherSeedIsAnotherNetwork(string name) =>
        Assert.NotEqual(Train(name, threads: 1, seed: 5).ToArray(), Train(name, threads: 1, seed: 6).ToArray());

    /// <summary>Whatever is left for the last block of rows, one row too.</summary>
    [Fact]
    public void TheSameBitsWithAnyNumberOfRows()
    {
        for (int rows = 2; rows <= 130; rows++)
        {
            TrainingSet set = SmallData.Binary(rows);
            Compare.SameBits(Step(set, threads: 1), Step(set, threads: 2));
        }
    }

    /// <summary>The parameters after one step on all rows, by a team of this size however short the step.</summary>
    private static ReadOnlyMemory<float> Step(TrainingSet set, int threads)
    {
        int n = set.RowCount;
        var options = Plain.Options with { HiddenLayers = [3], Cost = new SoftmaxCrossEntropyCost() };
        var shape = new NetworkShape(set.FeatureCount, [3, 2], [Activation.Relu, Activation.Softmax]);
        var rows = new PreparedRows(set, 2, null, null, null);
        using var team = new ThreadTeam(threads);
        TrainingStep step = StepChoice.For(team, rows, new NetworkParameters(shape, InitialWeights.Draw(shape, options), backward: true), options, n);
        step.Run(new Batch([.. Enumerable.Range(0, n)], 0, n, Epoch: 1, rows.WeightFactor(Reduction.Mean, n)), new StepInfo(1, 0.01f, 0f));
        return step.Update.Best.AsSpan().ToArray();
    }

    private static ReadOnlyMemory<float> Train(string name, int threads, ulong seed) =>
        NetworkTrainer.Train(
            SmallData.Binary(Rows, Features, sparse: name == "sparse"), SmallData.Binary(500, Features, seed: 2), 1,
            Options(threads, seed)[name]).Network.Parameters;

    private static NetworkShape Shape(string name)
    {
        IReadOnlyList<int> hidden = Options(1, 1)[name].HiddenLayers;
        return new(Features, [.. hidden, 1], [.. hidden.Select(_ => Activation.Relu), Activation.Sigmoid]);
    }

    private static Dictionary<string, TrainingOptions> Options(int threads, ulong seed) => new()
    {
        ["plain"] = Plain.Options with { HiddenLayers = [70, 30], NumberOfThreads = threads, Seed = seed, MaximumNumberOfEpochs = 3 },
        ["sparse"] = Plain.Options with { HiddenLayers = [30], NumberOfThreads = threads, Seed = seed, MaximumNumberOfEpochs = 3 },
        ["dropout"] = Plain.Options with { HiddenLayers = [70, 30], Dropout = 0.3f, InputDropout = 0.1f, NumberOfThreads = threads, Seed = seed, MaximumNumberOfEpochs = 3 },
        ["gains"] = Plain.Options with { HiddenLayers = [70, 30], InputGainRate = 3f, NumberOfThreads = threads, Seed = seed, MaximumNumberOfEpochs = 3 },
        ["phases"] = Plain.Options with
        {
            HiddenLayers = [70, 30],
            GradientClipNorm = 0.1f,
            MaxNorm = 1f,
            WeightAveraging = 0.9f,
            NumberOfThreads = threads,
            Seed = seed,
            MaximumNumberOfEpochs = 3,
        },
        ["full batch"] = Plain.Options with { HiddenLayers = [70], BatchSize = TrainingOptions.FullBatch, NumberOfThreads = threads, Seed = seed, MaximumNumberOfEpochs = 3 },
        ["lbfgs"] = Plain.Options with { HiddenLayers = [20], Optimizer = new Lbfgs(), NumberOfThreads = threads, Seed = seed, MaximumNumberOfEpochs = 3 },
        ["early stopping"] = Plain.Options with
        {
            HiddenLayers = [70],
            EarlyStopping = new() { Patience = 1, Metric = Metric.Auc },
            NumberOfThreads = threads,
            Seed = seed,
            MaximumNumberOfEpochs = 4,
        },
    };
}
