using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

/// <summary>Sparse rows of which some features do not stay 0 when they are scaled train and score as dense ones, step by step.</summary>
public class MixedRowsTests
{
    public static TheoryData<bool?, float, int> Ways => new()
    {
        { true, 0f, 16 },                               // rows of W¹ stepped late, all at once, with inputs dropped, all rows in one step
        { false, 0f, 16 },
        { null, 0.2f, 16 },
        { null, 0f, TrainingOptions.FullBatch },
    };

    [Theory, MemberData(nameof(Ways))]
    public void SparseRowsTrainAsDenseOnes(bool? defer, float dropout, int batchSize)
    {
        TrainingOptions options = Plain.Options with
        {
            HiddenLayers = [8],
            Saturate = true,
            BatchSize = batchSize,
            MaximumNumberOfEpochs = 3,
            InputDropout = dropout,
            L2Regularization = 1e-3,
            Optimizer = new Sgd { LearningRate = 0.1f, Momentum = 0.9f },
        };
        float[] dense = Trained(MixedRows.Of(200, sparse: false), options, defer: null);
        float[] sparse = Trained(MixedRows.Of(200, sparse: true), options, defer);
        Assert.True(MixedRows.Of(200, sparse: true).IsSparse);
        Compare.Close([.. dense.Select(weight => (double)weight)], sparse, 1e-4);
    }

    [Fact]
    public void SparseRowsAreTrainedSparse()
    {
        TrainingSet set = MixedRows.Of(200, sparse: true);
        InputScaling scaling = InputStatistics.Learn(set, true, true, true)!;
        var rows = new PreparedRows(set, 1, scaling, null, null);
        Assert.True(rows.IsSparse);
        Assert.True(rows.IsExpanded);
        Span<int> indices = new int[MixedRows.Features];
        Span<float> values = new float[MixedRows.Features], dense = new float[MixedRows.Features];
        for (int row = 0; row < set.RowCount; row++)
        {
            int length = rows.SparseLength(row);
            Assert.InRange(length, 1, 5);
            rows.CopySparse(row, indices[..length], values[..length]);
            scaling.Apply(indices[..length], values[..length], values[..length]);
            rows.CopyDense(row, dense);
            float[] written = new float[MixedRows.Features];
            SparseRows.Scatter(indices[..length], values[..length], written);
            Assert.Equal(dense.ToArray(), written);
        }
    }

    [Fact]
    public void SparseRowsScoreAsDenseOnes()
    {
        TrainedNetwork network = NetworkTrainer.Train(
            MixedRows.Of(200, sparse: true), null, 1, Plain.Options with { HiddenLayers = [8], Saturate = true, MaximumNumberOfEpochs = 2 }).Network;
        Scorer scorer = network.CreateScorer();
        var random = new Random(9);
        float[] dense = new float[1], sparse = new float[1];
        for (int i = 0; i < 50; i++)
        {
            float[] row = MixedRows.Row(random);
            int[] indices = [.. Enumerable.Range(0, row.Length).Where(k => row[k] != 0)];
            scorer.PreActivation(row, dense);
            scorer.PreActivation(indices, [.. indices.Select(k => row[k])], sparse);
            Assert.Equal(dense[0], sparse[0], 1e-5f);
        }
    }

    private static float[] Trained(TrainingSet set, TrainingOptions options, bool? defer)
    {
        InputScaling scaling = InputStatistics.Learn(set, options.Standardize, options.ImputeMissing, options.Saturate)!;
        var rows = new PreparedRows(set, 1, scaling, null, null);
        NetworkShape shape = options.Shape(set.FeatureCount, 1);
        using var team = new ThreadTeam(2);
        var parameters = new NetworkParameters(shape, InitialWeights.Draw(shape, options), backward: true, packFirst: !rows.IsSparse);
        int batchSize = TrainingLoop.BatchSize(options.BatchSize, set.RowCount);
        TrainingStep step = StepChoice.For(team, rows, parameters, options, batchSize, defer);
        int[] order = [.. Enumerable.Range(0, set.RowCount)];
        for (int epoch = 1, number = 1; epoch <= options.MaximumNumberOfEpochs; epoch++)
        {
            for (int first = 0; first < order.Length; first += batchSize, number++)
            {
                int count = Math.Min(batchSize, order.Length - first);
                step.Run(new Batch(order, first, count, epoch, rows.WeightFactor(Reduction.Mean, count)), new StepInfo(number, 0.1f, WeightDecay: 0f));
            }
        }

        step.Flush();
        return parameters.Values.AsSpan().ToArray();
    }
}
