using Microsoft.ML;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Ecosystem;

public class FeatureContributionTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _data;

    public FeatureContributionTests() => _data = Example.View(_mlContext, 300);

    public static TheoryData<Activation> Activations => [.. Activation.All];

    [Theory, MemberData(nameof(Activations))]
    public void ContributionsAddUpToTheDistanceFromTheBaseline(Activation activation)
    {
        var transformer = Small.Binary(_mlContext, o =>
            (o.Activation, o.HiddenLayers, o.MaximumNumberOfEpochs, o.LearningRate) = (activation, [8, 8], 10, 0.01f)).Fit(_data);
        MlpBinaryModelParameters model = transformer.Model.SubModel;
        float[] scores = Column.Floats(transformer.Transform(_data));
        float baseline = ScoreOf(transformer, model.Baseline.ToArray());
        float[][] features = Column.Vectors(_data, "Features");
        for (int i = 0; i < 50; i++)
        {
            double sum = model.FeatureContributions(features[i]).Sum(phi => (double)phi);
            Assert.Equal(scores[i] - baseline, sum, 1e-3 * Math.Max(1, Math.Abs(scores[i]) + Math.Abs(baseline)));
        }
    }

    [Fact]
    public void TheBaselineIsTheMeanOfTheTrainingRows()
    {
        var transformer = Small.Regression(_mlContext, o => o.ValidationFraction = 0).Fit(_data);
        float[][] features = Column.Vectors(_data, "Features");

        double Scaled(float[] row, int i)
        {
            float[] scaled = new float[row.Length];
            transformer.Model.FeatureScaling!.Apply(row, scaled);
            return scaled[i];
        }

        for (int i = 0; i < 3; i++)
        {
            float[] baseline = transformer.Model.Baseline.ToArray();
            Assert.Equal(features.Average(row => Scaled(row, i)), Scaled(baseline, i), 1e-4);
        }
    }

    [Fact]
    public void WithoutHiddenLayersTheyAreSlopeTimesDistance()
    {
        var model = Small.Regression(_mlContext, o => (o.HiddenLayers, o.Saturate) = ([], false)).Fit(_data).Model;
        float[] first = model.FeatureContributions([0.5f, -0.25f, 80]), second = model.FeatureContributions([1, -0.25f, 80]);
        float mean = model.Baseline.Span[0];
        Assert.Equal(first[0] * (1 - mean) / (0.5 - mean), second[0], 1e-4 * Math.Abs(second[0]) + 1e-5);
        Assert.Equal(first[1], second[1], 1e-4f * Math.Abs(first[1]) + 1e-5f);
    }

    [Fact]
    public void EveryOutputOfAMulticlassModelIsExplained()
    {
        var model = Small.ClassPipeline(_mlContext).Fit(_data).LastTransformer.Model;
        for (int output = 0; output < 3; output++)
        {
            double sum = model.FeatureContributions([0.6f, 0.1f, -30], output).Sum();
            Assert.Equal(Scores(model.Network, [0.6f, 0.1f, -30])[output] - Scores(model.Network, model.Baseline.ToArray())[output], sum, 2e-3);
        }
    }

    [Fact]
    public void EveryOutputOfAMultiOutputModelIsExplained()
    {
        var model = Small.Regression(_mlContext, o => o.LabelColumnName = "Numbers").Fit(_data).Model;
        for (int output = 0; output < 2; output++)
        {
            double sum = model.FeatureContributions([0.6f, 0.1f, -30], output).Sum();
            double distance = Scores(model.Network, [0.6f, 0.1f, -30])[output] - Scores(model.Network, model.Baseline.ToArray())[output];
            Assert.Equal(distance, sum, 1e-3 * (100 + Math.Abs(distance)));
        }
    }

    [Fact]
    public void MLNetsTransformGivesThemForABinaryModel()
    {
        var transformer = Small.Binary(_mlContext).Fit(_data);
        IDataView scored = transformer.Transform(_data);
        var explained = _mlContext.Transforms.CalculateFeatureContribution(transformer, normalize: false).Fit(scored).Transform(scored);
        Check(explained, row => transformer.Model.SubModel.FeatureContributions(row));
    }

    [Fact]
    public void MLNetsTransformGivesThemForARegressionModel()
    {
        var transformer = Small.Regression(_mlContext).Fit(_data);
        IDataView scored = transformer.Transform(_data);
        var explained = _mlContext.Transforms.CalculateFeatureContribution(transformer, normalize: false).Fit(scored).Transform(scored);
        Check(explained, row => transformer.Model.FeatureContributions(row));
    }

    [Fact]
    public void MLNetsTransformExplainsThePredictedClass()
    {
        var chain = Small.ClassPipeline(_mlContext).Fit(_data);
        IDataView scored = chain.Transform(_data);
        float[][] scores = Column.Vectors(scored);
        var explained = _mlContext.Transforms.CalculateFeatureContribution(chain.LastTransformer, normalize: false).Fit(scored).Transform(scored);
        int i = 0;
        Check(explained, row => chain.LastTransformer.Model.FeatureContributions(row, Array.IndexOf(scores[i], scores[i++].Max())));
    }

    [Fact]
    public void NormalizedAndCutToTheLargest()
    {
        var transformer = Small.Regression(_mlContext).Fit(_data);
        IDataView scored = transformer.Transform(_data);
        var explained = _mlContext.Transforms.CalculateFeatureContribution(transformer, numberOfPositiveContributions: 1, numberOfNegativeContributions: 0)
            .Fit(scored).Transform(scored);
        float[][] contributions = Column.Vectors(explained, "FeatureContributions");
        Assert.All(contributions, row => Assert.True(row.Count(value => value != 0) <= 1));
        Assert.Contains(contributions, row => row.Max() == 1);
    }

    [Fact]
    public void TheTransformIsSavedWithTheModel()
    {
        var transformer = Small.Binary(_mlContext).Fit(_data);
        IDataView scored = transformer.Transform(_data);
        ITransformer explainer = _mlContext.Transforms.CalculateFeatureContribution(transformer).Fit(scored);
        using var file = new MemoryStream();
        _mlContext.Model.Save(explainer, scored.Schema, file);
        file.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(file, out _);
        Assert.Equal(Column.Vectors(explainer.Transform(scored), "FeatureContributions"), Column.Vectors(loaded.Transform(scored), "FeatureContributions"));
    }

    [Fact]
    public void SeveralScoresHaveNoOneExplanation()
    {
        var transformer = Small.Regression(_mlContext, o => o.LabelColumnName = "Numbers").Fit(_data);
        IDataView scored = transformer.Transform(_data);
        Exception error = Assert.ThrowsAny<Exception>(() => Column.Vectors(
            _mlContext.Transforms.CalculateFeatureContribution(transformer).Fit(scored).Transform(scored), "FeatureContributions"));
        Assert.Contains("The model must have one score to explain, but has 2.", error.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFeatureContributesNothing()
    {
        var model = Small.Binary(_mlContext).Fit(_data).Model.SubModel;
        float[] contributions = model.FeatureContributions([0.5f, float.NaN, 80]);
        Assert.Equal(0, contributions[1]);
        Assert.NotEqual(0, contributions[0]);
    }

    [Fact]
    public void AScoreThatIsNoNumberHasNoContributions()
    {
        var model = Small.Binary(_mlContext, o => o.ImputeMissing = false).Fit(_data).Model.SubModel;
        Assert.All(model.FeatureContributions([0.5f, float.NaN, 80]), phi => Assert.Equal(float.NaN, phi));
    }

    [Fact]
    public void LengthsAndOutputsAreChecked()
    {
        var model = Small.Binary(_mlContext).Fit(_data).Model.SubModel;
        Assert.Throws<ArgumentOutOfRangeException>(() => model.FeatureContributions([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.FeatureContributions([1, 2, 3], output: 1));
    }

    private static void Check(IDataView explained, Func<float[], float[]> expected)
    {
        float[][] features = Column.Vectors(explained, "Features"), contributions = Column.Vectors(explained, "FeatureContributions");
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(expected(features[i]), contributions[i]);
        }
    }

    private float ScoreOf(ITransformer transformer, float[] features) =>
        Column.Floats(transformer.Transform(_mlContext.Data.LoadFromEnumerable<Example>([new() { Features = features }])))[0];

    private static float[] Scores(TrainedNetwork network, float[] row)
    {
        float[] outputs = new float[network.Shape.Outputs];
        network.Score(row, outputs);
        return outputs;
    }
}
