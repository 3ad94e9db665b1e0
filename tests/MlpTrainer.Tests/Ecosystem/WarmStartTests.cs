using Microsoft.ML;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>Training on from a model. With a step of almost nothing the model must come back as it was.</summary>
public class WarmStartTests
{
    private const float AlmostNothing = 1e-12f;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _data;

    public WarmStartTests() => _data = Example.View(_mlContext, 300);

    [Fact]
    public void ABinaryTrainerStartsFromTheBareOrTheCalibratedModel()
    {
        var first = Small.Binary(_mlContext).Fit(_data);
        MlpBinaryTrainer resting = Small.Binary(_mlContext, Rest);
        float[] expected = Column.Floats(first.Transform(_data));
        AssertClose(expected, Column.Floats(resting.Fit(_data, first.Model).Transform(_data)));
        AssertClose(expected, Column.Floats(resting.Fit(_data, first.Model.SubModel).Transform(_data)));
        Assert.NotEqual(expected, Column.Floats(resting.Fit(_data).Transform(_data)));
    }

    [Fact]
    public void AMulticlassTrainerStartsFromAModel()
    {
        IDataView keyed = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(_data).Transform(_data);
        var first = Small.Multiclass(_mlContext).Fit(keyed);
        AssertClose(Column.Vectors(first.Transform(keyed)).SelectMany(row => row),
            Column.Vectors(Small.Multiclass(_mlContext, Rest).Fit(keyed, first.Model).Transform(keyed)).SelectMany(row => row));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AModelOfOtherClassesIsRefused(bool saved)
    {
        List<Example> rows = Example.Rows(300);
        IDataView own = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(_data).Transform(_data);
        IDataView reversed = _mlContext.Data.LoadFromEnumerable(Enumerable.Reverse(rows).ToList());
        IDataView other = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(reversed).Transform(_data);
        MlpMulticlassModelParameters model = Small.Multiclass(_mlContext).Fit(own).Model;
        Assert.Equal(3, model.Training.Classes.Distinct().Count());
        if (saved)
        {
            using var file = new MemoryStream();
            _mlContext.Model.Save(Small.Multiclass(_mlContext).Fit(own), own.Schema, file);
            file.Position = 0;
            var loaded = (Microsoft.ML.Data.MulticlassPredictionTransformer<MlpMulticlassModelParameters>)_mlContext.Model.Load(file, out _);
            Assert.Equal(model.Training.Classes, loaded.Model.Training.Classes);
            model = loaded.Model;
        }

        string[] order = [.. rows.Select(row => row.Class).Distinct()], reverse = [.. Enumerable.Reverse(rows).Select(row => row.Class).Distinct()];
        Assert.NotEqual(order, reverse);
        var error = Assert.ThrowsAny<ArgumentException>(() => Small.Multiclass(_mlContext, Rest).Fit(other, model));
        Assert.StartsWith(
            $"The classes of column 'Class' must be those of the model to start from in the same order, {Quoted(order)}, but were {Quoted(reverse)}.",
            error.Message, StringComparison.Ordinal);

        static string Quoted(string[] names) => string.Join(", ", names.Select(name => $"'{name}'"));
    }

    [Fact]
    public void ATrainingThatContinuesIsOneWithTheFirst()
    {
        float[] Scores(params int[] epochs)
        {
            MlpRegressionModelParameters? model = null;
            foreach (int count in epochs)
            {
                MlpRegressionTrainer trainer = Small.Regression(_mlContext, options =>
                    (options.MaximumNumberOfEpochs, options.ContinueTraining, options.EarlyStopping) = (count, true, null));
                model = (model is null ? trainer.Fit(_data) : trainer.Fit(_data, model)).Model;
            }

            return [.. Column.Vectors(_data, "Features").Select(row => Score(model!, row))];
        }

        Assert.Equal(Scores(10), Scores(3, 7));
        MlpRegressionModelParameters stateless = Small.Regression(_mlContext).Fit(_data).Model;
        Assert.StartsWith(
            "With ContinueTraining the model to start from must be one that was trained with it in this process, but it keeps no state of its training.",
            Assert.ThrowsAny<ArgumentException>(() => Small.Regression(_mlContext, options => options.ContinueTraining = true).Fit(_data, stateless)).Message,
            StringComparison.Ordinal);

        static float Score(MlpRegressionModelParameters model, float[] row)
        {
            float[] score = new float[1];
            model.Network.CreateScorer().Score(row, score);
            return score[0];
        }
    }

    [Fact]
    public void ARegressionTrainerStartsFromAModel()
    {
        var first = Small.Regression(_mlContext).Fit(_data);
        AssertClose(Column.Floats(first.Transform(_data)),
            Column.Floats(Small.Regression(_mlContext, Rest).Fit(_data, first.Model).Transform(_data)));
    }

    [Fact]
    public void ALoadedModelIsAStartToo()
    {
        var first = Small.Regression(_mlContext).Fit(_data);
        using var file = new MemoryStream();
        _mlContext.Model.Save(first, _data.Schema, file);
        file.Position = 0;
        var loaded = (Microsoft.ML.Data.RegressionPredictionTransformer<MlpRegressionModelParameters>)_mlContext.Model.Load(file, out _);
        AssertClose(Column.Floats(first.Transform(_data)), Column.Floats(Small.Regression(_mlContext, Rest).Fit(_data, loaded.Model).Transform(_data)));
    }

    [Fact]
    public void OneMoreEpochIsBetterFromAModelThanFromNothing()
    {
        var first = Small.Binary(_mlContext).Fit(_data);
        MlpBinaryTrainer oneEpoch = Small.Binary(_mlContext, options => options.MaximumNumberOfEpochs = 1);
        Assert.True(LogLoss(oneEpoch.Fit(_data, first.Model)) < 0.7 * LogLoss(oneEpoch.Fit(_data)));

        double LogLoss(ITransformer model) => _mlContext.BinaryClassification.Evaluate(model.Transform(_data)).LogLoss;
    }

    [Fact]
    public void AModelOfOtherLayersIsRefused()
    {
        var first = Small.Binary(_mlContext).Fit(_data);
        string message = Assert.ThrowsAny<ArgumentException>(
            () => Small.Binary(_mlContext, options => options.HiddenLayers = [5]).Fit(_data, first.Model)).Message;
        Assert.Contains("The model to start from must have the layers", message, StringComparison.Ordinal);
        Assert.Contains("Choose HiddenLayers, Activation and UseBiases as it was trained.", message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => Small.Binary(_mlContext, options => options.Activation = Activation.Tanh).Fit(_data, first.Model));
        Assert.ThrowsAny<ArgumentException>(() => Small.Binary(_mlContext, options => options.UseBiases = false).Fit(_data, first.Model));
    }

    [Fact]
    public void AModelOfOtherFeaturesClassesOrOutputsIsRefused()
    {
        var binary = Small.Binary(_mlContext).Fit(_data);
        Refused(() => Small.Binary(_mlContext, options => options.FeatureColumnName = "Numbers").Fit(_data, binary.Model));

        var several = Small.Regression(_mlContext, options => options.LabelColumnName = "Numbers").Fit(_data);
        Refused(() => Small.Regression(_mlContext).Fit(_data, several.Model));

        IDataView three = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(_data).Transform(_data);
        IDataView two = _mlContext.Transforms.Conversion.MapValueToKey("Class", "Label").Fit(_data).Transform(_data);
        var classes = Small.Multiclass(_mlContext).Fit(three);
        Refused(() => Small.Multiclass(_mlContext).Fit(two, classes.Model));

        static void Refused(Action fit) =>
            Assert.Contains("The model to start from must have the layers", Assert.ThrowsAny<ArgumentException>(fit).Message, StringComparison.Ordinal);
    }

    private static void Rest(MlpOptions options) =>
        (options.LearningRate, options.MaximumNumberOfEpochs, options.Optimizer) = (AlmostNothing, 1, new Sgd { LearningRate = AlmostNothing });

    private static void AssertClose(IEnumerable<float> expected, IEnumerable<float> actual)
    {
        foreach ((float e, float a) in expected.Zip(actual))
        {
            Assert.Equal(e, a, 1e-4f * Math.Max(1, Math.Abs(e)));
        }
    }
}
