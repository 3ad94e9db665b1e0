using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

/// <summary>Sparse rows train as dense ones do, and steps deferred give the same bits as steps made at once.</summary>
public class SparseTrainingTests
{
    public static TheoryData<string> Optimizers => [.. Optimizer.All.OfType<StepOptimizer>().Select(optimizer => optimizer.Name)];

    [Theory, MemberData(nameof(Optimizers))]
    public void SparseAndDenseAgree(string optimizer)
    {
        TrainingOptions options = Options(optimizer, 0.9f);
        float[] dense = Train(options, sparse: false, mayDefer: true), sparse = Train(options, sparse: true, mayDefer: true);
        Compare.Close(TinyProblem.ToDouble(dense), sparse, 2e-3);
    }

    [Theory, MemberData(nameof(Optimizers))]
    public void DeferredAndImmediateStepsGiveTheSameBits(string optimizer)
    {
        foreach (float? averaging in (float?[])[null, 0.9f])
        {
            TrainingOptions options = Options(optimizer, averaging);
            Compare.SameBits(Train(options, sparse: true, mayDefer: false), Train(options, sparse: true, mayDefer: true));
        }
    }

    [Fact]
    public void WithClippingAndMaxNormToo()
    {
        var options = Plain.Options with { HiddenLayers = [9], GradientClipNorm = 0.05f, MaxNorm = 0.8f, MaximumNumberOfEpochs = 3 };
        Compare.Close(
            TinyProblem.ToDouble(Train(options, sparse: false, mayDefer: true)), Train(options, sparse: true, mayDefer: true), 2e-3);
    }

    [Fact]
    public void InBatchesLargerThanWhatIsHeldAtOnce()
    {
        var options = Plain.Options with
        {
            HiddenLayers = [5],
            BatchSize = TrainingOptions.FullBatch,
            MaximumNumberOfEpochs = 4,
            Standardize = false,
            Optimizer = new Sgd { LearningRate = 0.5f },
        };
        TrainedNetwork dense = NetworkTrainer.Train(Rows(sparse: false, RowPhase.MaximumRows * 2 + 50), null, 1, options).Network;
        TrainedNetwork sparse = NetworkTrainer.Train(Rows(sparse: true, RowPhase.MaximumRows * 2 + 50), null, 1, options).Network;
        Compare.Close(TinyProblem.ToDouble(dense.Parameters.ToArray()), sparse.Parameters.ToArray(), 1e-3);
    }

    /// <summary>Three epochs through the inner step, so that deferring can be switched off.</summary>
    private static float[] Train(TrainingOptions options, bool sparse, bool mayDefer)
    {
        TrainingSet set = Rows(sparse);
        Assert.Equal(sparse, set.IsSparse);
        var shape = new NetworkShape(set.FeatureCount, [9, 1], [Activation.Relu, Activation.Sigmoid]);
        var rows = new PreparedRows(set, 1, null, null, null);
        var parameters = new NetworkParameters(shape, InitialWeights.Draw(shape, options), backward: true, packFirst: !sparse);
        using var team = new ThreadTeam(2);
        TrainingStep step = StepChoice.For(team, rows, parameters, options, batchSize: 16, mayDefer);
        int[] order = new int[set.RowCount];
        long number = 0;
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            Shuffle.Fill(order, 1, epoch);
            for (int first = 0; first + 16 <= order.Length; first += 16)
            {
                var batch = new Batch(order, first, 16, epoch, rows.WeightFactor(Reduction.Mean, 16));
                step.Run(batch, new StepInfo(++number, 0.01f / epoch, 0f));
            }

            step.Flush();
        }

        return step.Update.Best.AsSpan().ToArray();
    }

    /// <summary>Rows of 60 features, some of which are rare and one of which never occurs.</summary>
    private static TrainingSet Rows(bool sparse, int count = 200)
    {
        var random = new Random(4);
        var builder = new TrainingSetBuilder(60, 1) { Sparse = sparse };
        for (int i = 0; i < count; i++)
        {
            float[] x = [.. Enumerable.Range(0, 60).Select(k => k < 59 && random.Next(k + 2) == 0 ? random.NextSingle() + 0.5f : 0f)];
            builder.Add(x, [x[0] + x[2] > x[1] + 0.4f ? 1f : 0f]);
        }

        return builder.Build();
    }

    private static TrainingOptions Options(string optimizer, float? averaging) => Plain.Options with
    {
        HiddenLayers = [9],
        Optimizer = Optimizer.All.Single(o => o.Name == optimizer),
        WeightAveraging = averaging,
        L2Regularization = 0.01,
        L1Regularization = 0.001,
        MaximumNumberOfEpochs = 3,
    };
}
