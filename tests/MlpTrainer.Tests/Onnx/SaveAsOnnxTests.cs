using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Onnx;

public class SaveAsOnnxTests
{
    /// <summary>What an ONNX file computes from raw features is what the model computes, for 1,000 rows of e-mail, with values missing.</summary>
    [Fact]
    public void BinaryFilesScoreAsTheModelDoes()
    {
        SpamRow[] rows = RealRows.Spam(missing: true);
        CheckEveryActivation(choose => OnnxCase.Binary(rows, choose));
    }

    /// <summary>Likewise for letters, of 26 classes.</summary>
    [Fact]
    public void MulticlassFilesScoreAsTheModelDoes()
    {
        LetterRow[] rows = RealRows.Letters(missing: true);
        CheckEveryActivation(choose => OnnxCase.Multiclass(rows, choose));
    }

    /// <summary>Likewise for diamonds, in US dollars.</summary>
    [Fact]
    public void RegressionFilesScoreAsTheModelDoes()
    {
        DiamondRow[] rows = RealRows.Diamonds(missing: true);
        CheckEveryActivation(choose => OnnxCase.Regression(rows, choose));
    }

    [Fact]
    public void FilesFollowTheOptionsThatChangeTheGraph()
    {
        SpamRow[] spam = RealRows.Spam(missing: false);
        DiamondRow[] diamonds = RealRows.Diamonds(missing: false);
        Check(new()
        {
            ["no biases"] = OnnxCase.Binary(spam, options => options.UseBiases = false),
            ["no hidden layer"] = OnnxCase.Binary(spam, options => options.HiddenLayers = []),
            ["features as they are"] = OnnxCase.Binary(spam, options => options.Standardize = false),
            ["missing values go through"] = OnnxCase.Regression(RealRows.Diamonds(missing: true), options => options.ImputeMissing = false),
            ["two numbers at once"] = OnnxCase.MultiOutputRegression(RealRows.Pairs(), _ => { }),
            ["a log link"] = OnnxCase.Regression(diamonds, options => options.Cost = new PoissonCost()),
            ["periodic embeddings"] = OnnxCase.Regression(RealRows.Diamonds(missing: true), options => options.NumericalEmbedding = new PeriodicEmbedding()),
            ["periodic embeddings of some features"] = OnnxCase.Binary(RealRows.Spam(missing: true), options => options.NumericalEmbedding = new PeriodicEmbedding { Frequencies = 5, Scale = 1 }),
            ["an ensemble with periodic embeddings"] = OnnxCase.Multiclass(
                RealRows.Letters(missing: false), options => (options.NumericalEmbedding, options.EnsembleSize, options.UseBiases) = (new PeriodicEmbedding(), 2, false)),
            ["piecewise-linear embeddings"] = OnnxCase.Regression(diamonds, options => options.NumericalEmbedding = new PiecewiseLinearEmbedding()),
            ["layers that differ"] = OnnxCase.Regression(diamonds, options => options.LayerActivations = [Activation.Tanh, Activation.Gelu]),
        });
    }

    private static void CheckEveryActivation(Func<Action<MlpOptions>, OnnxCase> train) =>
        Check(Activation.All.ToDictionary(activation => activation.Name, activation => train(options => options.Activation = activation)));

    private static void Check(Dictionary<string, OnnxCase> cases)
    {
        foreach ((string name, OnnxCase one) in cases)
        {
            double[][] actual = OnnxRuntime.Run(one.Job);
            for (int output = 0; output < one.Expected.Count; output++)
            {
                Compare.Close(one.Expected[output], actual[output], $"{name}, {one.Job.Outputs[output]}", one.Unit);
            }
        }
    }
}
