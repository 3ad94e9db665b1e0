using CsCheck;

namespace MlpTrainer.Engine.Tests;

/// <summary>Random options of a training that is long enough to be shared by several threads.</summary>
internal sealed record RandomTraining(
    int[] Hidden, Activation Activation, Optimizer Optimizer, CostReference Cost, (int Rows, int Features, int? Batch) Size,
    (float Hidden, float Input) Dropout, (float? Clip, float? MaxNorm, float? Averaging) Extra, (bool Sparse, bool Biases, bool Saturate) Has, int Seed)
{
    public static Gen<RandomTraining> Any { get; } = Gen.Select(
        Gen.Select(Gen.Int[30, 70], Gen.Int[1, 40].Array[0, 2], (first, others) => (int[])[first, .. others]),
        Gen.OneOf([.. Activation.All]),
        Gen.OneOf([.. Optimizer.All]),
        Gen.OneOf([.. CostReference.All]),
        Gen.Select(Gen.Int[80, 300], Gen.Int[25, 60], Gen.OneOf<int?>(75, 80, TrainingOptions.FullBatch)),
        Gen.Select(Gen.OneOf(0f, 0.3f), Gen.OneOf(0f, 0.2f)),
        Gen.Select(Gen.OneOf<float?>(null, 0.5f), Gen.OneOf<float?>(null, 1f), Gen.OneOf<float?>(null, 0.9f)),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool),
        Gen.Int[0, 1_000_000],
        (hidden, activation, optimizer, cost, size, dropout, extra, has, seed) =>
            new RandomTraining(hidden, activation, optimizer, cost, size, dropout, extra, has, seed));

    private int Outputs => Cost.Cost.Link.IsElementwise ? 1 : 3;

    public TrainingOptions Options(int threads) => new()
    {
        HiddenLayers = Hidden, Activation = Activation, Optimizer = Optimizer, Cost = Cost.Cost, BatchSize = Optimizer is FullBatchOptimizer ? null : Size.Batch,
        Dropout = Optimizer is FullBatchOptimizer ? 0 : Dropout.Hidden, InputDropout = Optimizer is FullBatchOptimizer ? 0 : Dropout.Input,
        GradientClipNorm = Optimizer is FullBatchOptimizer ? null : Extra.Clip, MaxNorm = Optimizer is FullBatchOptimizer ? null : Extra.MaxNorm,
        WeightAveraging = Optimizer is FullBatchOptimizer ? null : Extra.Averaging, UseBiases = Has.Biases, Saturate = Has.Saturate,
        Seed = (ulong)Seed, MaximumNumberOfEpochs = 2, NumberOfThreads = threads,
    };

    public NetworkShape Shape => new(Size.Features, [.. Hidden, Outputs], [.. Hidden.Select(_ => Activation), Cost.Cost.Link], Has.Biases);

    public TrainingSet Rows()
    {
        var random = new Random(Seed);
        int width = Cost.Cost.TargetWidth(Outputs);
        var builder = new TrainingSetBuilder(Size.Features, width) { Sparse = Has.Sparse };
        for (int i = 0; i < Size.Rows; i++)
        {
            float[] x = [.. Enumerable.Range(0, Size.Features).Select(_ => Has.Sparse && random.Next(5) > 0 ? 0 : random.NextSingle() - 0.5f)];
            float[] y = [.. Enumerable.Range(0, width).Select(_ => width < Outputs ? random.Next(Outputs) : Cost.Targets[random.Next(Cost.Targets.Length)])];
            builder.Add(x, y, 0.5f + random.NextSingle());
        }

        return builder.Build();
    }

    /// <summary>The trained parameters' bits, or where training diverged.</summary>
    public string Train(TrainingSet rows, int threads)
    {
        try
        {
            TrainedNetwork network = NetworkTrainer.Train(rows, null, Outputs, Options(threads)).Network;
            return string.Join(' ', network.Parameters.ToArray().Select(BitConverter.SingleToInt32Bits));
        }
        catch (TrainingDivergedException exception)
        {
            return exception.Message;
        }
    }
}
