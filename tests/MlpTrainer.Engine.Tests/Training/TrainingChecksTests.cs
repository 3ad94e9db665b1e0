namespace MlpTrainer.Engine.Tests;

/// <summary>Every option out of range: an error with its name, the rule and the value.</summary>
public class TrainingChecksTests
{
    private static readonly Dictionary<string, TrainingOptions> Bad = new()
    {
        ["Each of HiddenLayers must be at least 1, but was 0."] = new() { HiddenLayers = [5, 0] },
        ["HiddenLayers must be a list, which may be empty, but was null."] = new() { HiddenLayers = null! },
        ["Activation must be an activation, but was null."] = new() { Activation = null! },
        ["Activation must be elementwise for a hidden layer, but was softmax."] = new() { Activation = Activation.Softmax },
        ["LayerActivations must be one per hidden layer, 2, but was 1."] = new() { HiddenLayers = [3, 3], LayerActivations = [Activation.Relu] },
        ["Cost must be a cost, but was null."] = new() { Cost = null! },
        ["Optimizer must be an optimizer, but was null."] = new() { Optimizer = null! },
        ["Schedule must be a schedule, but was null."] = new() { Schedule = null! },
        ["L2Regularization must be a finite number of at least 0, but was -1."] = new() { L2Regularization = -1 },
        ["L1Regularization must be a finite number of at least 0, but was NaN."] = new() { L1Regularization = double.NaN },
        ["BatchSize must be at least 0, but was -5."] = new() { BatchSize = -5 },
        ["MaximumEpochs must be at least 1, but was 0."] = new() { MaximumEpochs = 0 },
        ["TimeBudget must be a finite number greater than 0, but was -3."] = new() { TimeBudget = TimeSpan.FromSeconds(-3) },
        ["CostTolerance must be a finite number, but was NaN."] = new() { CostTolerance = double.NaN },
        ["Divergence must be Stop or RollBack, but was 7."] = new() { Divergence = (DivergenceRule)7 },
        ["Dropout must be at least 0 and less than 1, but was 1."] = new() { Dropout = 1f },
        ["InputDropout must be at least 0 and less than 1, but was -0.5."] = new() { InputDropout = -0.5f },
        ["MaxNorm must be a finite number greater than 0, but was 0."] = new() { MaxNorm = 0f },
        ["GradientClipNorm must be a finite number greater than 0, but was -2."] = new() { GradientClipNorm = -2f },
        ["WeightAveraging must be greater than 0 and less than 1, but was 1."] = new() { WeightAveraging = 1f },
        ["NumberOfThreads must be at least 0, but was -1."] = new() { NumberOfThreads = -1 },
        ["Dropout must be off with lbfgs, which looks at all rows at once, but was 0.5."] = new() { Optimizer = new Lbfgs(), Dropout = 0.5f },
        ["MaxNorm must be off with lbfgs, which looks at all rows at once, but was 1."] = new() { Optimizer = new Lbfgs(), MaxNorm = 1f },
    };

    public static TheoryData<string> Messages => [.. Bad.Keys];

    [Theory, MemberData(nameof(Messages))]
    public void AnOptionOutOfRangeIsNamedWithRuleAndValue(string message)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => NetworkTrainer.Train(SmallData.Binary(20), null, 1, Bad[message]));
        Assert.StartsWith(message, error.Message);
    }

    [Fact]
    public void OptionsThatCheckThemselvesSayTheSame()
    {
        Assert.StartsWith(
            "Patience must be at least 1, but was 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Patience = 0 }).Message);
        Assert.StartsWith(
            "MinimumImprovement must be a finite number of at least 0, but was -1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { MinimumImprovement = -1 }).Message);
        Assert.StartsWith(
            "Each class weight must be a finite number greater than 0, but was 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => ClassWeights.Explicit(1, 0)).Message);
    }

    [Fact]
    public void DataThatDoNotFitAreNamed()
    {
        TrainingSet binary = SmallData.Binary(20), other = SmallData.Binary(20, features: 5), prices = SmallData.Regression(20);
        AssertError<ArgumentException>("The number of features of validation must be that of train, 4, but was 5.", binary, other, 1, new());
        AssertError<ArgumentException>("The target width of train must be 3 for 3 outputs and the cross-entropy cost, but was 1.", binary, null, 3, new());
        AssertError<InvalidOperationException>("Every target must be in [0, 1] for the cross-entropy cost, but in row 0 of train was", prices, null, 1, new());
        AssertError<InvalidOperationException>(
            "Every target must be a class index, a whole number from 0 to one less than the number of outputs for the softmax cross-entropy cost, but in row",
            SmallData.Classes(20), null, 2, new() { Cost = new SoftmaxCrossEntropyCost() });
        AssertError<ArgumentException>("StandardizeTargets must be false with the cross-entropy cost", binary, null, 1, new() { StandardizeTargets = true });
        AssertError<InvalidOperationException>(
            "ClassWeights must be one per class, 2, but there were 3.", binary, null, 1, new() { ClassWeights = ClassWeights.Explicit(1, 2, 3) });
    }

    [Fact]
    public void MissingValuesAreAnErrorWhereNothingFillsThemIn()
    {
        var builder = new TrainingSetBuilder(2, 1);
        builder.Add([1, float.NaN], [1]);
        AssertError<InvalidOperationException>(
            "Features must not be missing (NaN) when ImputeMissing is off, but in train some are.", builder.Build(), null, 1, new() { ImputeMissing = false });
    }

    [Fact]
    public void AnInitialNetworkOfAnotherShapeIsNamed()
    {
        TrainedNetwork initial = NetworkTrainer.Train(SmallData.Binary(20), null, 1, new() { HiddenLayers = [5], MaximumEpochs = 1 }).Network;
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => NetworkTrainer.Train(SmallData.Binary(20), null, 1, new() { HiddenLayers = [6] }, initial));
        Assert.StartsWith(
            "The initial network must have the shape that data and options ask for, 4-6 relu-1 sigmoid, but had 4-5 relu-1 sigmoid.", error.Message);
    }

    private static void AssertError<T>(string message, TrainingSet train, TrainingSet? validation, int outputs, TrainingOptions options)
        where T : Exception =>
        Assert.StartsWith(message, Assert.ThrowsAny<T>(() => NetworkTrainer.Train(train, validation, outputs, options)).Message);
}
