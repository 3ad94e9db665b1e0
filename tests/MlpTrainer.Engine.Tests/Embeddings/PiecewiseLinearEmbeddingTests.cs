namespace MlpTrainer.Engine.Tests;

public sealed class PiecewiseLinearEmbeddingTests
{
    private static readonly TrainingOptions s_options = Plain.Options with
    {
        HiddenLayers = [8],
        Optimizer = new Adam { LearningRate = 0.01f },
        MaximumNumberOfEpochs = 30,
        NumericalEmbedding = new PiecewiseLinearEmbedding { MostCodes = 8 },
    };

    /// <summary>1 where x lies in one of two bands: what eight units without knots do not find so soon.</summary>
    [Theory]
    [InlineData("relu", 8)]
    [InlineData("tanh", 8, 4)]
    [InlineData("relu")]
    public void BendsAtThresholds(string activation, params int[] hidden)
    {
        TrainingOptions options = s_options with { HiddenLayers = hidden, Activation = Activation.ByName(activation) };
        TrainingResult with = NetworkTrainer.Train(Bands(600), Bands(300), 1, options), without = NetworkTrainer.Train(Bands(600), null, 1, options with { NumericalEmbedding = null });
        Assert.True(with.History[^1].Cost < 0.8 * without.History[^1].Cost, $"{with.History[^1].Cost} with codes, {without.History[^1].Cost} without.");

        // The network that is returned scores as the one that was trained.
        Assert.Equal(with.History[^1].ValidationCost!.Value, CostOn(Bands(300), with.Network), 1e-4);
        Assert.Equal([Activation.Relu, .. hidden.Select(_ => options.Activation), Activation.Sigmoid], with.Network.Shape.Layers.Select(layer => layer.Activation));
    }

    [Fact]
    public void FeaturesOfTwoValuesLeaveTheNetworkAsItIs()
    {
        var builder = new TrainingSetBuilder(2, 1);
        for (int i = 0; i < 60; i++)
        {
            builder.Add([i % 2, i % 3 == 0 ? 5f : 7f], [i % 2]);
        }

        Compare.SameBits(Train(builder.Build(), s_options with { NumericalEmbedding = null }), Train(builder.Build(), s_options));
    }

    [Fact]
    public void TheSameBitsAtAnyNumberOfThreads()
    {
        TrainingSet set = SmallData.Binary(2500, features: 20);
        TrainingOptions options = s_options with { HiddenLayers = [40, 20], MaximumNumberOfEpochs = 2, InputDropout = 0.1f };
        Compare.SameBits(Train(set, options with { NumberOfThreads = 1 }), Train(set, options with { NumberOfThreads = 3 }));
    }

    [Fact]
    public void MembersOfAnEnsembleReadTheSameCodes()
    {
        TrainingOptions options = s_options with { HiddenLayers = [6, 5], Activation = Activation.Tanh, EarlyStopping = new() };
        var ensemble = new EnsembleOptions { Size = 3, Kinds = [MemberKind.Network] };
        EnsembleResult result = EnsembleTrainer.Train(Bands(600), Bands(300), SplitBy.TargetClass, 1, options, ensemble);
        Assert.Equal([18, 15, 1], result.Network.Shape.Layers.Skip(1).Select(layer => layer.Outputs));
        Assert.Equal(result.OutOfFoldCost, CostOn(Bands(300), result.Network), 1e-4);
        var error = Assert.Throws<ArgumentException>(() => EnsembleTrainer.Train(Bands(60), null, SplitBy.Rows, 1, s_options, new()));
        Assert.StartsWith("Kinds must be Network alone with a NumericalEmbedding, but this was piecewise-linear(8).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatItDoesNotBearWithIsRefused()
    {
        TrainedNetwork plain = NetworkTrainer.Train(Bands(60), null, 1, s_options with { NumericalEmbedding = null }).Network;
        Check("UseBiases must be true with piecewise-linear(8), whose numbers become units with biases, but was False.", () => Train(Bands(60), s_options with { UseBiases = false }));
        Check("NumericalEmbedding must be null with KeepState or Continue,", () => Train(Bands(60), s_options with { KeepState = true }));
        Check("NumericalEmbedding must be null for sparse rows, but was piecewise-linear(8).", () => Train(SmallData.Binary(sparse: true), s_options));
        Check("NumericalEmbedding must be null with a network to start from,", () => NetworkTrainer.Train(Bands(60), null, 1, s_options, plain));
        Check("MostCodes must be at least 2, but was 1.", () => _ = new PiecewiseLinearEmbedding { MostCodes = 1 });

        static void Check(string message, Action action) => Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<float> Train(TrainingSet set, TrainingOptions options) => NetworkTrainer.Train(set, null, 1, options).Network.Parameters;

    private static double CostOn(TrainingSet set, TrainedNetwork network)
    {
        float[] p = new float[1];
        return Enumerable.Range(0, set.RowCount).Average(row =>
        {
            network.CreateScorer().Score(set.Store.Dense![set.Place(row)], p);
            return -Math.Log(set.Target(row)[0] == 1f ? p[0] : 1 - p[0]);
        });
    }

    private static TrainingSet Bands(int rows)
    {
        var random = new Random(5);
        var builder = new TrainingSetBuilder(2, 1);
        for (int i = 0; i < rows; i++)
        {
            float x = random.NextSingle();
            builder.Add([x, random.NextSingle()], [x is > 0.25f and < 0.5f or > 0.75f ? 1f : 0f]);
        }

        return builder.Build();
    }
}
