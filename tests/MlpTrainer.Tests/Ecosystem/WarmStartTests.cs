using Microsoft.ML;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>Training on from a model. With a step of almost nothing the model must come back as it was.</summary>
public class WarmStartTests
{
    private const float AlmostNothing = 1e-12f;

    private readonly MLContext mlContext = new(seed: 1);
    private readonly IDataView data;

    public WarmStartTests() => data = Example.View(mlContext, 300);

    [Fact]
    public void ABinaryTrainerStartsFromTheBareOrTheCalibratedModel()
    {
        var first = Small.Binary(mlContext).Fit(data);
        MlpBinaryTrainer resting = Small.Binary(mlContext, Rest);
        float[] expected = Column.Floats(first.Transform(data));
        AssertClose(expected, Column.Floats(resting.Fit(data, first.Model).Transform(data)));
        AssertClose(expected, Column.Floats(resting.Fit(data, first.Model.SubModel).Transform(data)));
        Assert.NotEqual(expected, Column.Floats(resting.Fit(data).Transform(data)));
    }

    [Fact]
    public void AMulticlassTrainerStartsFromAModel()
    {
        IDataView keyed = mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(data).Transform(data);
        var first = Small.Multiclass(mlContext).Fit(keyed);
        AssertClose(Column.Vectors(first.Transform(keyed)).SelectMany(row => row),
            Column.Vectors(Small.Multiclass(mlContext, Rest).Fit(keyed, first.Model).Transform(keyed)).SelectMany(row => row));
    }

    [Fact]
    public void ARegressionTrainerStartsFromAModel()
    {
        var first = Small.Regression(mlContext).Fit(data);
        AssertClose(Column.Floats(first.Transform(data)),
            Column.Floats(Small.Regression(mlContext, Rest).Fit(data, first.Model).Transform(data)));
    }

    [Fact]
    public void ALoadedModelIsAStartToo()
    {
        var first = Small.Regression(mlContext).Fit(data);
        using var file = new MemoryStream();
        mlContext.Model.Save(first, data.Schema, file);
        file.Position = 0;
        var loaded = (Microsoft.ML.Data.RegressionPredictionTransformer<MlpRegressionModelParameters>)mlContext.Model.Load(file, out _);
        AssertClose(Column.Floats(first.Transform(data)), Column.Floats(Small.Regression(mlContext, Rest).Fit(data, loaded.Model).Transform(data)));
    }

    [Fact]
    public void OneMoreEpochIsBetterFromAModelThanFromNothing()
    {
        var first = Small.Binary(mlContext).Fit(data);
        MlpBinaryTrainer oneEpoch = Small.Binary(mlContext, options => options.MaximumNumberOfEpochs = 1);
        Assert.True(LogLoss(oneEpoch.Fit(data, first.Model)) < 0.7 * LogLoss(oneEpoch.Fit(data)));

        double LogLoss(ITransformer model) => mlContext.BinaryClassification.Evaluate(model.Transform(data)).LogLoss;
    }

    [Fact]
    public void AModelOfOtherLayersIsRefused()
    {
        var first = Small.Binary(mlContext).Fit(data);
        string message = Assert.ThrowsAny<ArgumentException>(
            () => Small.Binary(mlContext, options => options.HiddenLayers = [5]).Fit(data, first.Model)).Message;
        Assert.Contains("The model to start from must have the layers", message, StringComparison.Ordinal);
        Assert.Contains("Choose HiddenLayers, Activation and UseBiases as it was trained.", message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => Small.Binary(mlContext, options => options.Activation = Activation.Tanh).Fit(data, first.Model));
        Assert.ThrowsAny<ArgumentException>(() => Small.Binary(mlContext, options => options.UseBiases = false).Fit(data, first.Model));
    }

    [Fact]
    public void AModelOfOtherFeaturesClassesOrOutputsIsRefused()
    {
        var binary = Small.Binary(mlContext).Fit(data);
        Refused(() => Small.Binary(mlContext, options => options.FeatureColumnName = "Numbers").Fit(data, binary.Model));

        var several = Small.Regression(mlContext, options => options.LabelColumnName = "Numbers").Fit(data);
        Refused(() => Small.Regression(mlContext).Fit(data, several.Model));

        IDataView three = mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(data).Transform(data);
        IDataView two = mlContext.Transforms.Conversion.MapValueToKey("Class", "Label").Fit(data).Transform(data);
        var classes = Small.Multiclass(mlContext).Fit(three);
        Refused(() => Small.Multiclass(mlContext).Fit(two, classes.Model));

        static void Refused(Action fit) =>
            Assert.Contains("The model to start from must have the layers", Assert.ThrowsAny<ArgumentException>(fit).Message, StringComparison.Ordinal);
    }

    private static void Rest(MlpOptions options) =>
        (options.LearningRate, options.MaximumNumberOfEpochs, options.Optimizer) = (AlmostNothing, 1, new Sgd { LearningRate = AlmostNothing });

    private static void AssertClose(IEnumerable<float> expected, IEnumerable<float> actual)
    {
        foreach ((float e, float a) in expected.Zip(actual))
            Assert.Equal(e, a, 1e-4f * Math.Max(1, Math.Abs(e)));
    }
}
