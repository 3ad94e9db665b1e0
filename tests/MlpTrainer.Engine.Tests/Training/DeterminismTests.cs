namespace MlpTrainer.Engine.Tests;

/// <summary>Same rows, options and seed: the same bits, at any number of threads.</summary>
public class DeterminismTests
{
    public static TheoryData<string> Cases => [.. Options(1, 1).Keys];

    [Theory, MemberData(nameof(Cases))]
    public void TheSameBitsAtAnyNumberOfThreads(string name)
    {
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
            Compare.SameBits(Train(threads: 1), Train(threads: 2));

            ReadOnlyMemory<float> Train(int threads) => NetworkTrainer.Train(set, null, 2, new TrainingOptions
            {
                HiddenLayers = [3], Cost = new SoftmaxCrossEntropyCost(), BatchSize = TrainingOptions.FullBatch, MaximumEpochs = 1, NumberOfThreads = threads,
            }).Network.Parameters;
        }
    }

    private static ReadOnlyMemory<float> Train(string name, int threads, ulong seed) =>
        NetworkTrainer.Train(
            SmallData.Binary(2500, features: 40, sparse: name == "sparse"), SmallData.Binary(500, features: 40, seed: 2), 1,
            Options(threads, seed)[name]).Network.Parameters;

    private static Dictionary<string, TrainingOptions> Options(int threads, ulong seed) => new()
    {
        ["plain"] = new() { HiddenLayers = [70, 30], NumberOfThreads = threads, Seed = seed, MaximumEpochs = 3 },
        ["sparse"] = new() { HiddenLayers = [30], NumberOfThreads = threads, Seed = seed, MaximumEpochs = 3 },
        ["dropout"] = new() { HiddenLayers = [70, 30], Dropout = 0.3f, InputDropout = 0.1f, NumberOfThreads = threads, Seed = seed, MaximumEpochs = 3 },
        ["phases"] = new()
        {
            HiddenLayers = [70, 30], GradientClipNorm = 0.1f, MaxNorm = 1f, WeightAveraging = 0.9f, NumberOfThreads = threads, Seed = seed, MaximumEpochs = 3,
        },
        ["full batch"] = new() { HiddenLayers = [70], BatchSize = TrainingOptions.FullBatch, NumberOfThreads = threads, Seed = seed, MaximumEpochs = 3 },
        ["lbfgs"] = new() { HiddenLayers = [20], Optimizer = new Lbfgs(), NumberOfThreads = threads, Seed = seed, MaximumEpochs = 3 },
        ["early stopping"] = new()
        {
            HiddenLayers = [70], EarlyStopping = new() { Patience = 1, Metric = Metric.Auc }, NumberOfThreads = threads, Seed = seed, MaximumEpochs = 4,
        },
    };
}
