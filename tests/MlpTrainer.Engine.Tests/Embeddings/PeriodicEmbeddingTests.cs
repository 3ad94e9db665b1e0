namespace MlpTrainer.Engine.Tests;

public sealed class PeriodicEmbeddingTests
{
    private static readonly TrainingOptions s_options = Plain.Options with
    {
        HiddenLayers = [16],
        Optimizer = new Adam { LearningRate = 0.01f },
        MaximumNumberOfEpochs = 40,
        NumericalEmbedding = new PeriodicEmbedding { Scale = 1, RateFactor = 1 },
    };

    public static TheoryData<string> Trainings => [.. Ways.Keys];

    /// <summary>Ways to train that go through each kind of step and loop.</summary>
    private static Dictionary<string, TrainingOptions> Ways => new()
    {
        ["plain"] = s_options,
        ["phases"] = s_options with { GradientClipNorm = 0.1f, MaxNorm = 1f, WeightAveraging = 0.9f, L2Regularization = 0.01, L1Regularization = 0.001 },
        ["dropout"] = s_options with { Dropout = 0.2f, InputDropout = 0.1f, HiddenLayers = [40, 20] },
        ["full batch"] = s_options with { BatchSize = TrainingOptions.FullBatch },
        ["lbfgs"] = s_options with { Optimizer = new Lbfgs() },
        ["no hidden layer"] = s_options with { HiddenLayers = [] },
        ["momentum"] = s_options with { Optimizer = new Sgd { Momentum = 0.9f } },
        ["early stopping"] = s_options with { EarlyStopping = new() { Patience = 1 } },
    };

    [Theory, MemberData(nameof(Trainings))]
    public void TheSameBitsAtAnyNumberOfThreads(string way)
    {
        TrainingOptions options = Ways[way] with { MaximumNumberOfEpochs = 2, HiddenLayers = way == "no hidden layer" ? [] : [30, 20] };
        TrainingSet set = SmallData.Binary(2500, features: 12), held = SmallData.Binary(300, features: 12, seed: 2);
        ReadOnlyMemory<float> one = NetworkTrainer.Train(set, held, 1, options with { NumberOfThreads = 1 }).Network.Parameters;
        Compare.SameBits(one, NetworkTrainer.Train(set, held, 1, options with { NumberOfThreads = 3 }).Network.Parameters);
        Assert.NotEqual(one.ToArray(), NetworkTrainer.Train(set, held, 1, options with { Seed = 2 }).Network.Parameters.ToArray());
    }

    /// <summary>A wave of six periods, which 16 units alone do not follow; the network that is returned has the cost that training reports.</summary>
    [Theory]
    [InlineData("plain")]
    [InlineData("lbfgs")]
    public void LearnsAWave(string way)
    {
        TrainingOptions options = Ways[way] with { Cost = new QuadraticCost(), StandardizeTargets = true };
        TrainingResult with = NetworkTrainer.Train(Wave(), Wave(), 1, options), without = NetworkTrainer.Train(Wave(), Wave(), 1, options with { NumericalEmbedding = null });
        Assert.True(with.History[^1].ValidationCost < 0.2 * without.History[^1].ValidationCost, $"{with.History[^1]} with waves, {without.History[^1]} without.");
        float[] score = new float[1];
        double cost = Enumerable.Range(0, 400).Average(row =>
        {
            with.Network.CreateScorer().Score(Wave().Store.Dense![row], score);
            return Math.Pow((score[0] - Wave().Target(row)[0]) / with.Network.Outputs!.Scale.Span[0], 2);
        });
        Assert.Equal(with.History[^1].ValidationCost!.Value, cost, 1e-4);
    }

    /// <summary>W ← W − η·(∂C/∂W + λW), at a tenth of the rate for the embedding, of which the gradient is that of the naive network.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AStepOfGradientDescentIsTheNaiveNetworks(bool clips)
    {
        TrainingOptions options = Plain.Options with
        {
            HiddenLayers = [4],
            Activation = Activation.Tanh,
            Optimizer = new Sgd { LearningRate = 0.5f },
            BatchSize = TrainingOptions.FullBatch,
            MaximumNumberOfEpochs = 1,
            L2Regularization = 0.05,
            Standardize = false,
            Cost = new CrossEntropyCost(),
            NumericalEmbedding = new PeriodicEmbedding { Frequencies = 5, Outputs = 3, RateFactor = 0.1 },
            GradientClipNorm = clips ? 1e6f : null,
        };
        var problem = new EmbeddedProblem("cross-entropy", options);
        double[] gradient = problem.Gradient();
        TrainedNetwork stepped = NetworkTrainer.Train(problem.Set, null, 2, options, new TrainedNetwork(problem.Shape, problem.Parameters)).Network;
        double[] moved = [.. stepped.Parameters.ToArray().Zip(problem.Parameters, (after, before) => (double)after - before)];
        Compare.Close([.. gradient.Select((g, i) => -(i < problem.Shape.EmbeddingOffset ? 0.5 : 0.05) * g)], [.. moved.Select(value => (float)value)], 1e-3);
    }

    /// <summary>With no gradient to speak of, decay alone: of weights and frequencies, at a tenth of the rate, and of nothing else.</summary>
    [Fact]
    public void WeightsAndFrequenciesDecayAtTheirRate()
    {
        var optimizer = new Sgd { LearningRate = 1e-20f };
        TrainingOptions options = s_options with { BatchSize = TrainingOptions.FullBatch, MaximumNumberOfEpochs = 1, NumericalEmbedding = new PeriodicEmbedding() };
        TrainingSet set = SmallData.Binary();
        TrainedNetwork initial = NetworkTrainer.Train(set, null, 1, options with { Optimizer = optimizer }).Network;
        TrainedNetwork decayed = NetworkTrainer.Train(set, null, 1, options with { Optimizer = new Decay(), L2Regularization = 0 }, initial).Network;
        (float[] before, float[] after) = (initial.Parameters.ToArray(), decayed.Parameters.ToArray());
        int offset = initial.Shape.EmbeddingOffset, weights = (int)initial.Shape.Embedding!.WeightCount;
        for (int i = offset; i < before.Length; i++)
        {
            Assert.Equal(before[i] * (i < offset + weights ? 1 - (0.1f * 0.5f * 0.2f) : 1f), after[i], 1e-6f);
        }
    }

    [Fact]
    public void StartsAsDocumented()
    {
        TrainedNetwork network = NetworkTrainer.Train(SmallData.Binary(features: 200), null, 1, Plain.Resting with { HiddenLayers = [3], NumericalEmbedding = new PeriodicEmbedding() }).Network;
        EmbeddingShape shape = network.Shape.Embedding!;
        Assert.Equal(Enumerable.Range(0, 200), shape.Features);
        Assert.Equal((16, 3, 200 + 600), (shape.Frequencies, shape.Outputs, network.Shape.Layers[0].Inputs));
        float[] own = network.Parameters.ToArray()[network.Shape.EmbeddingOffset..];
        (float[] w, float[] mix, float[] b, float[] c) = (own[..3200], own[3200..12800], own[12800..16000], own[16000..]);
        Assert.Equal(0.1, Deviation(w), 0.005);
        Assert.Equal(Math.PI / Math.Sqrt(3), Deviation(b), 0.05);
        Assert.Equal(0.25 / Math.Sqrt(3), Deviation(mix), 0.005);
        Assert.Equal(0.25 / Math.Sqrt(3), Deviation(c), 0.01);
        Assert.InRange(mix.Concat(c).Max(Math.Abs), 0.24f, 0.25f);
        Assert.InRange(b.Max(Math.Abs), 3.1f, 3.1416f);

        static double Deviation(float[] values) => Math.Sqrt(values.Average(value => (double)value * value));
    }

    [Fact]
    public void OnlyFeaturesOfMoreThanTwoValuesHaveOne()
    {
        var builder = new TrainingSetBuilder(4, 1);
        for (int i = 0; i < 90; i++)
        {
            builder.Add([i % 2, i % 3, 5f, i % 7 == 0 ? float.NaN : i % 2], [i % 2]);
        }

        Assert.Equal([1], NetworkTrainer.Train(builder.Build(), null, 1, s_options).Network.Shape.Embedding!.Features);
        var binary = new TrainingSetBuilder(1, 1);
        for (int i = 0; i < 40; i++)
        {
            binary.Add([i % 2], [i % 2]);
        }

        TrainedNetwork none = NetworkTrainer.Train(binary.Build(), null, 1, s_options).Network;
        Assert.Null(none.Shape.Embedding);
        Compare.SameBits(NetworkTrainer.Train(binary.Build(), null, 1, s_options with { NumericalEmbedding = null }).Network.Parameters, none.Parameters);
        NetworkTrainer.Train(binary.Build(), null, 1, s_options, none);     // and may go on so
    }

    /// <summary>Trainings of 3 and 4 epochs are one of 7, the embedding's state with its own rate included.</summary>
    [Fact]
    public void TrainingGoesOnWhereItEnded()
    {
        TrainingOptions options = s_options with { KeepState = true, WeightAveraging = 0.9f, NumericalEmbedding = new PeriodicEmbedding() };
        TrainingSet set = SmallData.Binary();
        TrainingResult all = NetworkTrainer.Train(set, null, 1, options with { MaximumNumberOfEpochs = 7 });
        TrainingResult first = NetworkTrainer.Train(set, null, 1, options with { MaximumNumberOfEpochs = 3 });
        TrainingResult second = NetworkTrainer.Train(set, null, 1, options with { MaximumNumberOfEpochs = 4, Continue = first.State }, first.Network);
        Compare.SameBits(all.Network.Parameters, second.Network.Parameters);
    }

    [Fact]
    public void ValidationRowsMayBeSparse()
    {
        TrainingSet sparse = SmallData.Binary(100, features: 20, sparse: true), train = SmallData.Binary(300, features: 20, seed: 4);
        var dense = new TrainingSetBuilder(20, 1) { Sparse = false };
        float[] features = SmallData.Features(sparse);
        for (int i = 0; i < sparse.RowCount; i++)
        {
            dense.Add(features.AsSpan(i * 20, 20), sparse.Target(i));
        }

        TrainingOptions options = s_options with { MaximumNumberOfEpochs = 3 };
        Assert.Equal(
            NetworkTrainer.Train(train, dense.Build(), 1, options).History.Select(epoch => epoch.ValidationCost),
            NetworkTrainer.Train(train, sparse, 1, options).History.Select(epoch => epoch.ValidationCost));
    }

    [Fact]
    public void WhatItDoesNotBearWithIsRefused()
    {
        TrainingSet set = SmallData.Binary();
        TrainedNetwork plain = NetworkTrainer.Train(set, null, 1, s_options with { NumericalEmbedding = null, MaximumNumberOfEpochs = 1 }).Network;
        TrainedNetwork waves = NetworkTrainer.Train(set, null, 1, s_options with { MaximumNumberOfEpochs = 1 }).Network;
        Check("NumericalEmbedding must be null for sparse rows, but was periodic(16, 3, 1, 1).", () => NetworkTrainer.Train(SmallData.Binary(sparse: true), null, 1, s_options));
        Check("NumericalEmbedding must be null as the network to start from has it, but was periodic(16, 3, 1, 1).", () => NetworkTrainer.Train(set, null, 1, s_options, plain));
        Check("NumericalEmbedding must be periodic, of 16 waves and 3 numbers, as the network to start from has it, but was null.",
            () => NetworkTrainer.Train(set, null, 1, s_options with { NumericalEmbedding = null }, waves));
        Check("NumericalEmbedding must be periodic, of 16 waves and 3 numbers,",
            () => NetworkTrainer.Train(set, null, 1, s_options with { NumericalEmbedding = new PeriodicEmbedding { Outputs = 2 } }, waves));
        Check("Kinds must be Network alone with a NumericalEmbedding,", () => EnsembleTrainer.Train(set, null, SplitBy.Rows, 1, s_options, new()));
        Check("HiddenLayers must be one at least for an ensemble with periodic(16, 3, 1, 1), but there was none.",
            () => EnsembleTrainer.Train(set, null, SplitBy.Rows, 1, s_options with { HiddenLayers = [] }, new() { Kinds = [MemberKind.Network] }));
        Check("Frequencies must be at least 1 and at most 4096, but was 0.", () => _ = new PeriodicEmbedding { Frequencies = 0 });
        Check("Outputs must be at least 1 and at most 4096, but was 5000.", () => _ = new PeriodicEmbedding { Outputs = 5000 });
        Check("Scale must be a finite number greater than 0, but was NaN.", () => _ = new PeriodicEmbedding { Scale = double.NaN });
        Check("RateFactor must be a finite number greater than 0, but was 0.", () => _ = new PeriodicEmbedding { RateFactor = 0 });

        static void Check(string message, Action action) => Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    /// <summary>The ensemble's z is the members' mean: with validation rows, its cost there is the out-of-fold cost.</summary>
    [Fact]
    public void AnEnsembleHasTheEmbeddingsOfAllMembers()
    {
        TrainingOptions options = s_options with { HiddenLayers = [5, 4], Activation = Activation.Tanh, Cost = new QuadraticCost(), StandardizeTargets = true, EarlyStopping = new() };
        EnsembleResult result = EnsembleTrainer.Train(Wave(), Wave(), SplitBy.Rows, 1, options, new() { Size = 3, Kinds = [MemberKind.Network] });
        Assert.Equal([0, 0, 0], result.Network.Shape.Embedding!.Features);
        Assert.Equal([15, 12, 1], result.Network.Shape.Layers.Select(layer => layer.Outputs));
        float[] score = new float[1];
        double cost = Enumerable.Range(0, 400).Average(row =>
        {
            result.Network.CreateScorer().Score(Wave().Store.Dense![row], score);
            return Math.Pow((score[0] - Wave().Target(row)[0]) / result.Network.Outputs!.Scale.Span[0], 2);
        });
        Assert.Equal(result.OutOfFoldCost, cost, 1e-4 * result.OutOfFoldCost);
    }

    private static TrainingSet Wave()
    {
        var builder = new TrainingSetBuilder(1, 1);
        for (int i = 0; i < 400; i++)
        {
            builder.Add([i / 400f], [(float)Math.Sin(2 * Math.PI * 6 * i / 400)]);
        }

        return builder.Build();
    }

    /// <summary>Nothing but W ← W − η·λ·W, η = 0.5 and λ = 0.2.</summary>
    private sealed class Decay : StepOptimizer
    {
        public Decay() => LearningRate = 0.5f;

        public override string Name => "decay";

        public override int StateCount => 0;

        public override float DecoupledWeightDecay => 0.2f;

        protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        {
            foreach (ref float weight in weights)
            {
                weight -= step.LearningRate * step.WeightDecay * weight;
            }
        }
    }
}
