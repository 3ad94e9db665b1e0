namespace MlpTrainer.Engine.Tests;

/// <summary>Every option out of range: an error with its name, the rule and the value.</summary>
public class TrainingChecksTests
{
    /// <summary>Refused where it is given.</summary>
    private static readonly Dictionary<string, Func<TrainingOptions>> s_bad = new()
    {
        ["HiddenLayers must be at least 1 in every layer, but was 0."] = () => new() { HiddenLayers = [5, 0] },
        ["HiddenLayers must be given, but was null."] = () => new() { HiddenLayers = null! },
        ["Activation must be given, but was null."] = () => new() { Activation = null! },
        ["Activation must be elementwise for a hidden layer, but was softmax."] = () => new() { Activation = Activation.Softmax },
        ["LayerActivations must be given, but was null."] = () => new() { LayerActivations = [null!] },
        ["LayerActivations must be elementwise for a hidden layer, but was softmax."] = () => new() { LayerActivations = [Activation.Softmax] },
        ["Cost must be given, but was null."] = () => new() { Cost = null! },
        ["Optimizer must be given, but was null."] = () => new() { Optimizer = null! },
        ["WeightDecay must be a finite number of at least 0, but was -1."] = () => new() { WeightDecay = -1f },
        ["LabelSmoothing must be at least 0 and less than 1, but was 1."] = () => new() { LabelSmoothing = 1 },
        ["LearningRate must be a finite number greater than 0, but was 0."] = () => new() { LearningRate = 0f },
        ["Schedule must be given, but was null."] = () => new() { Schedule = null! },
        ["L2Regularization must be a finite number of at least 0, but was -1."] = () => new() { L2Regularization = -1 },
        ["L1Regularization must be a finite number of at least 0, but was NaN."] = () => new() { L1Regularization = double.NaN },
        ["BatchSize must be at least 1, or 0 for all rows in one step, but was -5."] = () => new() { BatchSize = -5 },
        ["MaximumNumberOfEpochs must be at least 1, but was 0."] = () => new() { MaximumNumberOfEpochs = 0 },
        ["TimeBudget must be more than zero, but was -00:00:03."] = () => new() { TimeBudget = TimeSpan.FromSeconds(-3) },
        ["CostTolerance must be a finite number, but was NaN."] = () => new() { CostTolerance = double.NaN },
        ["Divergence must be a member of DivergenceRule, but was 7."] = () => new() { Divergence = (DivergenceRule)7 },
        ["Dropout must be at least 0 and less than 1, but was 1."] = () => new() { Dropout = 1f },
        ["InputDropout must be at least 0 and less than 1, but was -0.5."] = () => new() { InputDropout = -0.5f },
        ["InputGainRate must be a finite number of at least 0, but was -3."] = () => new() { InputGainRate = -3f },
        ["MaxNorm must be a finite number greater than 0, but was 0."] = () => new() { MaxNorm = 0f },
        ["GradientClipNorm must be a finite number greater than 0, but was -2."] = () => new() { GradientClipNorm = -2f },
        ["WeightAveraging must be greater than 0 and less than 1, but was 1."] = () => new() { WeightAveraging = 1f },
        ["NumberOfThreads must be at least 1, or null or 0 for all processors, but was -1."] = () => new() { NumberOfThreads = -1 },
        ["Patience must be at least 1, but was 0."] = () => new() { EarlyStopping = new() { Patience = 0 } },
        ["Patience must be at least 1, but was -2."] = () => new() { Patience = -2 },
        ["MinimumImprovement must be a finite number of at least 0, but was -1."] = () => new() { EarlyStopping = new() { MinimumImprovement = -1 } },
        ["Each class weight must be a finite number greater than 0, but was 0."] = () => new() { ClassWeights = ClassWeights.Explicit(1, 0) },
    };

    /// <summary>Refused beside each other, for two outputs.</summary>
    private static readonly Dictionary<string, TrainingOptions> s_contradictory = new()
    {
        ["LayerActivations must be as many as HiddenLayers (2), but was 1."] = new() { HiddenLayers = [3, 3], LayerActivations = [Activation.Relu] },
        ["StandardizeTargets must be null or false with the cross-entropy cost, but was True."] = new() { StandardizeTargets = true },
        ["ClassWeights must be null for the quadratic cost, whose targets are not each a class, but was balanced."] =
            new() { Cost = new QuadraticCost(), ClassWeights = ClassWeights.Balanced },
        ["ClassWeights must be null for the cross-entropy cost, whose targets are not each a class, but was given."] =
            new() { ClassWeights = ClassWeights.Explicit(1, 2) },
        ["ClassWeights must be one per class, 2, but was 3."] = new() { Cost = new SoftmaxCrossEntropyCost(), ClassWeights = ClassWeights.Explicit(1, 2, 3) },
        ["WeightDecay must be null or 0.25, as adamw has it, but was 0.5."] = new() { Optimizer = new AdamW { WeightDecay = 0.25f }, WeightDecay = 0.5f },
        ["WeightDecay must be null or 0.2, as decaying has it, but was 0.5."] = new() { Optimizer = new OptionsOfPartsTests.Decaying(), WeightDecay = 0.5f },
        ["WeightDecay must be null or 0 with adam, which has none, but was 0.5."] = new() { Optimizer = new Adam(), WeightDecay = 0.5f },
        ["WeightDecay must be null or 0 with lbfgs, which has none, but was 0.5."] = Full(new() { WeightDecay = 0.5f }),
        ["LabelSmoothing must be null or 0 with the focal cost, which has none, but was 0.5."] = new() { Cost = new FocalCost(), LabelSmoothing = 0.5 },
        ["LabelSmoothing must be null or 0.25, as the softmax cross-entropy cost has it, but was 0.5."] =
            new() { Cost = new SoftmaxCrossEntropyCost { LabelSmoothing = 0.25 }, LabelSmoothing = 0.5 },
        ["Patience must be null without EarlyStopping, whose it is, but was 5."] = new() { EarlyStopping = null, Patience = 5 },
        ["Patience must be null or 3, as EarlyStopping has it, but was 5."] = new() { EarlyStopping = new() { Patience = 3 }, Patience = 5 },
        ["Dropout must be off with lbfgs, which looks at all rows at once, but was 0.5."] = Full(new() { Dropout = 0.5f }),
        ["InputDropout must be off with lbfgs, which looks at all rows at once, but was 0.5."] = Full(new() { InputDropout = 0.5f }),
        ["InputGainRate must be 0 with MaxNorm, which changes weights beside their gains, but was 3."] = new() { InputGainRate = 3f, MaxNorm = 1f },
        ["InputGainRate must be off with lbfgs, which looks at all rows at once, but was 3."] = Full(new() { InputGainRate = 3f }),
        ["MaxNorm must be off with lbfgs, which looks at all rows at once, but was 1."] = Full(new() { MaxNorm = 1f }),
        ["GradientClipNorm must be off with lbfgs, which looks at all rows at once, but was 2."] = Full(new() { GradientClipNorm = 2f }),
        ["WeightAveraging must be off with lbfgs, which looks at all rows at once, but was 0.75."] = Full(new() { WeightAveraging = 0.75f }),
        ["BatchSize must be null or 0 with lbfgs, which looks at all rows at once, but was 20."] = Full(new() { BatchSize = 20 }),
        ["LearningRate must be left to lbfgs, which chooses the length of its steps itself, but was 0.5."] = Full(new() { LearningRate = 0.5f }),
        ["Schedule must be left to lbfgs, which chooses the length of its steps itself, but was cosine."] = Full(new() { Schedule = new CosineSchedule() }),
        ["Divergence must be Stop with lbfgs, which has no smaller step to go on with, but was RollBack."] = Full(new() { Divergence = DivergenceRule.RollBack }),
    };

    public static TheoryData<string> OutOfRange => [.. s_bad.Keys];

    public static TheoryData<string> Contradictory => [.. s_contradictory.Keys];

    [Theory, MemberData(nameof(OutOfRange))]
    public void AnOptionOutOfRangeIsNamedWithRuleAndValue(string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => s_bad[message]()).Message);

    [Theory, MemberData(nameof(Contradictory))]
    public void SoAreOptionsThatDoNotFitTogetherAndTrainingDoesNotStart(string message)
    {
        TrainingOptions options = s_contradictory[message];
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => options.Check(2)).Message);
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(
            () => NetworkTrainer.Train(SmallData.Classes(20), null, 2, options with { CheckAlive = () => Assert.Fail("It trains.") })).Message);
    }

    [Fact]
    public void TheDefaultsFitTogether()
    {
        new TrainingOptions().Check();
        Full(new()).Check(1);
        Full(new() { BatchSize = TrainingOptions.FullBatch }).Check(1);
        Assert.All(Cost.All, cost => new TrainingOptions { Cost = cost }.Check());
    }

    [Fact]
    public void ListsAreCopied()
    {
        int[] widths = [5, 4];
        Activation[] activations = [Activation.Relu, Activation.Tanh];
        var options = new TrainingOptions { HiddenLayers = widths, LayerActivations = activations };
        (widths[0], activations[1]) = (-1, Activation.Softmax);
        Assert.Equal("3-5 relu-4 tanh-1 sigmoid", options.Shape(3, 1).ToString());
    }

    [Fact]
    public void ALearningRateStandsForTheOptimizersOwn()
    {
        TrainingResult Train(Optimizer optimizer, float? rate) => NetworkTrainer.Train(
            SmallData.Binary(50), null, 1, Plain.Options with { MaximumNumberOfEpochs = 2, Optimizer = optimizer, LearningRate = rate, Schedule = new StepSchedule() });
        TrainingResult byOption = Train(new Adam { LearningRate = 5f }, 0.02f), byOptimizer = Train(new Adam { LearningRate = 0.02f }, null);
        Assert.Equal(0.02f, byOption.History[0].LearningRate);
        Compare.SameBits(byOptimizer.Network.Parameters, byOption.Network.Parameters);
    }

    [Fact]
    public void NoThreadsGivenOrZeroIsAll()
    {
        float[] Weights(int? threads) => NetworkTrainer.Train(
            SmallData.Binary(50), null, 1, Plain.Options with { MaximumNumberOfEpochs = 1, NumberOfThreads = threads }).Network.Parameters.ToArray();
        Assert.Equal(Weights(null), Weights(0));
        Assert.Equal(Weights(1), Weights(0));
    }

    [Fact]
    public void DataThatDoNotFitAreNamed()
    {
        TrainingSet binary = SmallData.Binary(20), other = SmallData.Binary(20, features: 5), prices = SmallData.Regression(20);
        AssertError<ArgumentException>("The number of features of validation must be that of train, 4, but was 5.", binary, other, 1, Plain.Options);
        AssertError<ArgumentException>("The target width of train must be 3 for 3 outputs and the cross-entropy cost, but was 1.", binary, null, 3, Plain.Options);
        AssertError<InvalidOperationException>("Every target must be in [0, 1] for the cross-entropy cost, but in row 0 of train was", prices, null, 1, Plain.Options);
        AssertError<InvalidOperationException>(
            "Every target must be a class index, a whole number from 0 to one less than the number of outputs for the softmax cross-entropy cost, but in row",
            SmallData.Classes(20), null, 2, Plain.Options with { Cost = new SoftmaxCrossEntropyCost() });
    }

    [Fact]
    public void MissingValuesAreAnErrorWhereNothingFillsThemIn()
    {
        var builder = new TrainingSetBuilder(2, 1);
        builder.Add([1, float.NaN], [1]);
        AssertError<InvalidOperationException>(
            "Features must not be missing (NaN) when ImputeMissing is off, but in train some are.", builder.Build(), null, 1, Plain.Options with { ImputeMissing = false });
    }

    [Fact]
    public void AnInitialNetworkOfAnotherShapeIsNamed()
    {
        TrainedNetwork initial = NetworkTrainer.Train(SmallData.Binary(20), null, 1, Plain.Options with { HiddenLayers = [5], MaximumNumberOfEpochs = 1 }).Network;
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => NetworkTrainer.Train(SmallData.Binary(20), null, 1, Plain.Options with { HiddenLayers = [6] }, initial));
        Assert.StartsWith(
            "The initial network must have the shape that data and options ask for, 4-6 relu-1 sigmoid, but had 4-5 relu-1 sigmoid.", error.Message);
    }

    private static TrainingOptions Full(TrainingOptions options) => options with { Optimizer = new Lbfgs() };

    private static void AssertError<T>(string message, TrainingSet train, TrainingSet? validation, int outputs, TrainingOptions options)
        where T : Exception =>
        Assert.StartsWith(message, Assert.ThrowsAny<T>(() => NetworkTrainer.Train(train, validation, outputs, options)).Message);
}
