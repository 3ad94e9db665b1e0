using System.Reflection;

namespace MlpTrainer.Engine.Tests;

/// <summary>Options that stand beside the part they belong to: they rule, and replacing the part does not lose them.</summary>
public class OptionsOfPartsTests
{
    private static readonly TrainingOptions s_short = Plain.Options with { HiddenLayers = [8], MaximumNumberOfEpochs = 3 };

    public static TheoryData<string, object> Copies => new()
    {
        { nameof(AdamW.WeightDecay), new AdamW { LearningRate = 0.5f, Beta1 = 0.25f, Beta2 = 0.75f, Epsilon = 0.125f }.WithWeightDecay(0.375f) },
        { nameof(CrossEntropyCost.LabelSmoothing), new CrossEntropyCost { Reduction = Reduction.Sum }.WithLabelSmoothing(0.375) },
        { nameof(SoftmaxCrossEntropyCost.LabelSmoothing), new SoftmaxCrossEntropyCost { Reduction = Reduction.Sum }.WithLabelSmoothing(0.375) },
        { nameof(EarlyStopping.Patience), new EarlyStopping { MinimumImprovement = 0.5, Metric = Metric.Auc }.WithPatience(7) },
    };

    /// <summary>The sentence that this is for: another learning rate is not another decay.</summary>
    [Fact]
    public void AnAdamWOfOnesOwnKeepsTheDecay()
    {
        TrainingOptions usual = s_short with { Optimizer = new TrainingOptions().Optimizer, LearningRate = 0.01f };
        Compare.SameBits(Weights(usual), Weights(s_short with { Optimizer = new AdamW { LearningRate = 0.01f } }));
        Compare.SameBits(Weights(usual), Weights(s_short with { Optimizer = new AdamW { LearningRate = 0.01f, WeightDecay = 0.1f } }));
    }

    /// <summary>A weight that no data reach decays alone: W = (1 − η·λ)^t.</summary>
    [Theory]
    [InlineData(null, 0.1)]
    [InlineData(0.5f, 0.5)]
    [InlineData(0f, 0)]
    public void WeightDecayRules(float? option, double decay)
    {
        var rows = new TrainingSetBuilder(2, 1);
        rows.Add([1, 0], [1]);
        rows.Add([-1, 0], [0]);
        TrainingOptions options = Plain.Options with
        {
            HiddenLayers = [],
            L2Regularization = 0,
            Standardize = false,
            Optimizer = new AdamW { LearningRate = 0.125f },
            WeightDecay = option,
            Initializer = new CustomInitializer((weights, _, _, _) => weights.Fill(1f)),
            BatchSize = TrainingOptions.FullBatch,
            MaximumNumberOfEpochs = 5,
        };
        Assert.Equal(Math.Pow(1 - (0.125 * decay), 5), NetworkTrainer.Train(rows.Build(), null, 1, options).Network.Parameters.Span[1], 1e-6);
    }

    /// <summary>Where features say nothing the probability is the mean of the smoothed labels, (1 − ε)·¾ + ε/2.</summary>
    [Theory]
    [InlineData(null, 0.75)]
    [InlineData(0.2, 0.7)]
    public void LabelSmoothingRules(double? option, double expected)
    {
        var rows = new TrainingSetBuilder(1, 1);
        foreach (float label in (float[])[1, 1, 1, 0])
        {
            rows.Add([0], [label]);
        }

        TrainingOptions options = new() { HiddenLayers = [], Optimizer = new Lbfgs(), LabelSmoothing = option };
        float[] probability = new float[1];
        NetworkTrainer.Train(rows.Build(), null, 1, options).Network.Score(new float[1], probability);
        Assert.Equal(expected, probability[0], 1e-4);
        TrainingOptions classes = s_short with { Cost = new SoftmaxCrossEntropyCost(), LabelSmoothing = option };
        Compare.SameBits(
            Weights(classes with { Cost = new SoftmaxCrossEntropyCost { LabelSmoothing = option ?? 0 }, LabelSmoothing = null }, SmallData.Classes(60), 3),
            Weights(classes, SmallData.Classes(60), 3));
    }

    /// <summary>Steps too small to change anything: the first epoch is the best, and so many are borne after it.</summary>
    [Theory]
    [InlineData(null, 20)]
    [InlineData(4, 4)]
    public void PatienceRules(int? option, int borne)
    {
        TrainingOptions options = s_short with
        {
            Optimizer = new Sgd { LearningRate = 1e-30f },
            L2Regularization = 0,
            EarlyStopping = new(),
            Patience = option,
            MaximumNumberOfEpochs = 100,
        };
        TrainingResult result = NetworkTrainer.Train(SmallData.Binary(50), null, 1, options);
        Assert.Equal((StopReason.EarlyStopping, 1 + borne), (result.StopReason, result.History.Count));
    }

    [Theory, MemberData(nameof(Copies))]
    public void TheRestOfThePartIsKept(string chosen, object copy)
    {
        object usual = Activator.CreateInstance(copy.GetType())!;
        Assert.All(
            copy.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null),
            property => Assert.NotEqual(property.GetValue(usual), property.GetValue(copy)));
        Assert.Contains("7", $"{copy.GetType().GetProperty(chosen)!.GetValue(copy)}");
    }

    [Fact]
    public void WhatAgreesOrAsksForNothingIsTaken()
    {
        TrainingOptions[] fitting =
        [
            new() { Optimizer = new AdamW { WeightDecay = 0.3f }, WeightDecay = 0.3f },
            new() { Optimizer = new Adam(), WeightDecay = 0 },
            new() { Optimizer = new Lbfgs(), WeightDecay = 0 },
            new() { Optimizer = new Decaying(), WeightDecay = 0.2f },
            new() { Cost = new CrossEntropyCost { LabelSmoothing = 0.1 }, LabelSmoothing = 0.1 },
            new() { Cost = new QuadraticCost(), LabelSmoothing = 0 },
            new() { EarlyStopping = new() { Patience = 3 }, Patience = 3 },
            new() { EarlyStopping = new() { Metric = Metric.Auc }, Patience = 3 },
        ];
        Assert.All(fitting, options => options.Check(1));
        TrainingOptions custom = s_short with { Optimizer = new Decaying() };
        Compare.SameBits(Weights(custom), Weights(custom with { WeightDecay = 0.2f }));
    }

    /// <summary>The user's own optimizer, whose decay nobody chooses from outside.</summary>
    internal sealed class Decaying : StepOptimizer
    {
        public Decaying() => LearningRate = 0.1f;

        public override string Name => "decaying";

        public override int StateCount => 0;

        public override float DecoupledWeightDecay => 0.2f;

        protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] -= step.LearningRate * (gradient[i] + (step.WeightDecay * weights[i]));
            }
        }
    }

    private static float[] Weights(TrainingOptions options) => Weights(options, SmallData.Binary(60), 1);

    private static float[] Weights(TrainingOptions options, TrainingSet rows, int outputs) =>
        NetworkTrainer.Train(rows, null, outputs, options).Network.Parameters.ToArray();
}
