namespace MlpTrainer.Engine.Tests;

/// <summary>Gains of inputs, W¹ = s ⊙ V: their steps are those of s and V, whatever else is switched on.</summary>
public class InputGainsTests
{
    private const float Rate = 0.02f, GainRate = 3f;
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, Decay = 0.2;

    private static readonly TrainingOptions s_options = Plain.Options with
    {
        HiddenLayers = [4],
        Activation = Activation.Tanh,
        L2Regularization = 0,
        Standardize = false,
        BatchSize = TrainingOptions.FullBatch,
        MaximumNumberOfEpochs = 4,
        InputGainRate = GainRate,
    };

    public static TheoryData<string, TrainingOptions> Ways => new()
    {
        { "sgd", s_options with { Optimizer = new Sgd { LearningRate = Rate } } },
        { "penalties", s_options with { Optimizer = new Sgd { LearningRate = Rate }, L2Regularization = 0.3, L1Regularization = 0.05 } },
        { "two phases", s_options with { Optimizer = new Sgd { LearningRate = Rate }, L2Regularization = 0.3, L1Regularization = 0.05, GradientClipNorm = 1e6f } },
        { "adamw", s_options with { Optimizer = new AdamW { LearningRate = Rate, WeightDecay = (float)Decay } } },
        { "no hidden layer", s_options with { HiddenLayers = [], Optimizer = new Sgd { LearningRate = Rate } } },
    };

    /// <summary>The oracle steps s and V in double by differences of the cost of s ⊙ V.</summary>
    [Theory, MemberData(nameof(Ways))]
    public void EveryStepIsOneOfGainsAndWeights(string name, TrainingOptions options)
    {
        var problem = new TinyProblem(CostReference.All.First(cost => cost.Cost is CrossEntropyCost), options);
        var start = new TrainedNetwork(problem.Shape, problem.Parameters);
        float[] trained = NetworkTrainer.Train(problem.Set, null, problem.Outputs, options, start).Network.Parameters.ToArray();
        (int inputs, int outputs) = (problem.Inputs, problem.Shape.Layers[0].Outputs);
        double[] values = [.. TinyProblem.ToDouble(problem.Parameters), .. Enumerable.Repeat(1.0, inputs)];
        double[] m = new double[values.Length], v = new double[values.Length];
        for (int t = 1; t <= options.MaximumNumberOfEpochs; t++)
        {
            double[] gradient = FiniteDifference.Gradient(all => problem.ReferenceCost(Product(all)), values);
            for (int i = 0; i < values.Length; i++)
            {
                bool isGain = i >= problem.Parameters.Length, isWeight = !isGain && problem.Shape.Layers.Any(layer => i >= layer.WeightOffset && i < layer.BiasOffset);
                double rate = Rate * (isGain ? GainRate : 1), step = gradient[i];
                if (name == "adamw")
                {
                    (m[i], v[i]) = ((Beta1 * m[i]) + ((1 - Beta1) * step), (Beta2 * v[i]) + ((1 - Beta2) * step * step));
                    step = m[i] / (1 - Math.Pow(Beta1, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(Beta2, t))) + Epsilon);
                    values[i] -= isWeight ? rate * Decay * values[i] : 0;
                }

                values[i] -= rate * step;
            }
        }

        Compare.Close(Product(values), trained, relative: 2e-4);

        double[] Product(double[] all) => [.. all[..^inputs].Select((value, i) => i < inputs * outputs ? value * all[problem.Parameters.Length + (i / outputs)] : value)];
    }

    [Theory, InlineData(0f), InlineData(1f)]
    public void SparseRowsTrainAsDenseOnes(float l2)
    {
        TrainingOptions options = s_options with { Optimizer = new AdamW(), BatchSize = 16, L2Regularization = l2, Dropout = 0.2f };
        TrainedNetwork dense = NetworkTrainer.Train(MixedRows.Of(200, sparse: false), null, 1, options).Network, sparse = NetworkTrainer.Train(MixedRows.Of(200, sparse: true), null, 1, options).Network;
        Compare.Close(TinyProblem.ToDouble(dense.Parameters.ToArray()), sparse.Parameters.ToArray(), relative: 1e-3);
    }

    /// <summary>Of 40 features three tell something: with gains the others have a smaller share of the first layer.</summary>
    [Fact]
    public void FeaturesThatTellNothingAreTurnedDown()
    {
        TrainingSet set = SmallData.Binary(1000, features: 40);
        TrainingOptions options = Plain.Options with { HiddenLayers = [20], Optimizer = new AdamW { LearningRate = 0.004f }, MaximumNumberOfEpochs = 40 };
        Assert.True(Noise(GainRate) < 0.6 * Noise(0), $"{Noise(GainRate)} of {Noise(0)}");

        double Noise(float rate)
        {
            float[] weights = NetworkTrainer.Train(set, null, 1, options with { InputGainRate = rate }).Network.Weights(0).ToArray();
            return weights.Skip(3 * 20).Sum(w => (double)w * w) / weights.Sum(w => (double)w * w);
        }
    }

    /// <summary>Rolled back to the start until the rate is small enough: the bits of a training that had this rate from the start.</summary>
    [Fact]
    public void RollingBackBringsGainsBack()
    {
        TrainingSet set = SmallData.Binary(200);
        TrainingOptions options = s_options with { Activation = Activation.Identity, Cost = new QuadraticCost(), BatchSize = 10, MaximumNumberOfEpochs = 1, Divergence = DivergenceRule.RollBack };
        TrainingResult wild = Train(1024), tame = Train((float)(1024 / Math.Pow(2, wild.RollBacks)));
        Assert.InRange(wild.RollBacks, 5, 20);
        Assert.Equal(0, tame.RollBacks);
        Compare.SameBits(tame.Network.Parameters, wild.Network.Parameters);

        TrainingResult Train(float rate) => NetworkTrainer.Train(set, null, 1, options with { Optimizer = new Sgd { LearningRate = rate } });
    }

    /// <summary>Codes of one feature make a bend together.</summary>
    [Fact]
    public void CodedNetworksHaveNone()
    {
        TrainingSet set = SmallData.Binary(120);
        Assert.Equal(Trained(MemberKind.CodedNetwork, 0f), Trained(MemberKind.CodedNetwork, GainRate));
        Assert.NotEqual(Trained(MemberKind.Network, 0f), Trained(MemberKind.Network, GainRate));
        Assert.NotEqual(Trained(MemberKind.Additive, 0f), Trained(MemberKind.Additive, GainRate));

        float[] Trained(MemberKind kind, float rate) => EnsembleTrainer.Train(
            set, null, SplitBy.Rows, 1, new TrainingOptions { HiddenLayers = [8], MaximumNumberOfEpochs = 3, InputGainRate = rate }, new EnsembleOptions { Size = 2, Kinds = [kind] }).Network.Parameters.ToArray();
    }
}
