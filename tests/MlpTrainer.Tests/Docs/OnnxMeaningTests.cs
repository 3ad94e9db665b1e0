using MlpTrainer.Tests.Onnx;

namespace MlpTrainer.Tests.Docs;

/// <summary>What docs/onnx.md says of the outputs, beside their names and sizes (that they are the model's own: SaveAsOnnxTests).</summary>
public class OnnxMeaningTests
{
    [Fact]
    public void ProbabilityIsTheSigmoidOfTheScoreAndSpamIsAboveZero()
    {
        double[][] outputs = Run(OnnxCase.Binary(RealRows.Spam(missing: false), _ => { }), "Score", "Probability", "PredictedLabel");
        for (int row = 0; row < RealRows.Count; row++)
        {
            double z = outputs[0][row];
            Assert.Equal(1 / (1 + Math.Exp(-z)), outputs[1][row], 1e-6);
            Assert.Equal(z > 0 ? 1 : 0, outputs[2][row]);
        }
    }

    [Fact]
    public void ScoresOfClassesAreProbabilitiesAndKeysCountFromOne()
    {
        double[][] outputs = Run(OnnxCase.Multiclass(RealRows.Letters(missing: false), _ => { }), "Score", "PredictedLabel");
        for (int row = 0; row < RealRows.Count; row++)
        {
            double[] scores = outputs[0][(26 * row)..(26 * (row + 1))];
            Assert.All(scores, score => Assert.InRange(score, 0, 1));
            Assert.Equal(1, scores.Sum(), 1e-5);
            Assert.Equal(1 + Array.IndexOf(scores, scores.Max()), outputs[1][row]);
        }
    }

    private static double[][] Run(OnnxCase one, params string[] outputs) => OnnxRuntime.Run(new OnnxJob(one.Job.Model, one.Job.Inputs, outputs));
}
