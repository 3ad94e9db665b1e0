using MathNet.Numerics.LinearAlgebra;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Model;

public class ModelParametersTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void TheFaceOfAModelIsItsNetwork()
    {
        MlpBinaryModelParameters model = HandMade.Transformer(_mlContext, Example.View(_mlContext, 5)).Model.SubModel;
        Assert.Equal(3, model.NumberOfFeatures);
        Assert.Equal([(3, 6, "tanh"), (6, 1, "sigmoid")], model.Layers.Select(layer => (layer.Inputs, layer.Outputs, layer.Activation)));
        Assert.Equal(0.125f, model.Layers[0].Weights.Span[0]);
        Assert.Equal(18 * 0.125f + 0.125f, model.Layers[0].Biases.Span[0]);
        Assert.Equal(0.01f, model.FeatureScaling!.Scale.Span[2]);
        Assert.Equal(2, model.Training.BestEpoch);
        Assert.Equal(0.5, model.Training.History[1].ValidationCost);
    }

    [Fact]
    public void MatricesGiveTheScoresByHand()
    {
        IDataView data = Example.View(_mlContext, 50);
        var transformer = HandMade.Transformer(_mlContext, data);
        IReadOnlyList<MlpLayer> layers = transformer.Model.SubModel.Layers;
        float[] scores = Column.Floats(transformer.Transform(data));
        float[][] features = Column.Vectors(data, "Features");
        for (int i = 0; i < scores.Length; i++)
        {
            Vector<float> x = Vector<float>.Build.Dense([(features[i][0] - 1) * 0.5f, features[i][1] - 2, (features[i][2] - 3) * 0.01f]);
            Vector<float> a = ((x * layers[0].WeightMatrix()) + layers[0].BiasVector()).Map(z => (float)Math.Tanh(z));
            Vector<float> z = (a * layers[1].WeightMatrix()) + layers[1].BiasVector();
            Assert.Equal(z[0], scores[i], 1e-4f);
        }
    }

    [Fact]
    public void ProbabilityIsTheSigmoidOfTheScore()
    {
        IDataView data = Example.View(_mlContext, 50);
        IDataView scored = HandMade.Transformer(_mlContext, data).Transform(data);
        foreach (Answer answer in _mlContext.Data.CreateEnumerable<Answer>(scored, reuseRowObject: false))
        {
            Assert.Equal(1 / (1 + Math.Exp(-answer.Score)), answer.Probability, 1e-6);
            Assert.Equal(answer.Score > 0, answer.PredictedLabel);
        }
    }

    [Fact]
    public void SparseRowsScoreAsDenseOnes()
    {
        var mapper = HandMade.Transformer(_mlContext, Example.View(_mlContext, 5));
        float[] scores = Column.Floats(mapper.Transform(_mlContext.Data.LoadFromEnumerable<SparseRow>(
        [
            new() { Features = new VBuffer<float>(3, [0, 2, 0]) },
            new() { Features = new VBuffer<float>(3, 1, [2f], [1]) },
            new() { Features = new VBuffer<float>(3, [0, 0, 0]) },
            new() { Features = new VBuffer<float>(3, 0, [], []) },
        ])));
        Assert.Equal(scores[0], scores[1], 1e-6f);
        Assert.Equal(scores[2], scores[3], 1e-6f);
    }

    [Fact]
    public void MissingFeaturesScoreAsTheMean()
    {
        var transformer = HandMade.Transformer(_mlContext, Example.View(_mlContext, 5));
        float[] scores = Column.Floats(transformer.Transform(_mlContext.Data.LoadFromEnumerable<Example>(
            [new() { Features = [1, 0.5f, float.NaN] }, new() { Features = [1, 0.5f, 3] }])));
        Assert.Equal(scores[1], scores[0]);
    }

    [Fact]
    public void TheCardNamesLayersTrainingAndVersions()
    {
        string card = HandMade.Transformer(_mlContext, Example.View(_mlContext, 5)).Model.SubModel.ToString();
        Assert.Contains("MlpBinaryModelParameters: 3 features, 31 parameters", card, StringComparison.Ordinal);
        Assert.Contains("layer 3 → 6 tanh", card, StringComparison.Ordinal);
        Assert.Contains("layer 6 → 1 sigmoid", card, StringComparison.Ordinal);
        Assert.Contains("stopped after 2 epochs (EarlyStopping); weights of epoch 2", card, StringComparison.Ordinal);
        Assert.Contains("  warning: Skipped 2 of 22 rows in training.\n  warning: naïve – 警告\n", card, StringComparison.Ordinal);
        Assert.Contains("HiddenLayers=[6]", card, StringComparison.Ordinal);
        Assert.Contains("in ML.NET", card, StringComparison.Ordinal);
    }

    private sealed class SparseRow
    {
        [VectorType(3)]
        public VBuffer<float> Features { get; set; }
    }
}
