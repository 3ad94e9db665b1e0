using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using MlpTrainer.Tests.Onnx;

namespace MlpTrainer.Tests.Docs;

/// <summary>What the documents show does what they say.</summary>
[Collection(Samples.SampleTests.SpamModelFile)]
public class PassageTests
{
    [Fact]
    public void TheTenLinesTrainAndSave()
    {
        File.Delete("spam-model.zip");
        BinaryClassificationMetrics metrics = TenLines.Run();
        Assert.InRange(metrics.AreaUnderRocCurve, 0.97, 1);
        Assert.NotNull(new MLContext().Model.Load("spam-model.zip", out _));
    }

    [Fact]
    public void BothWaysLeadToOnnx()
    {
        var mlContext = new MLContext(seed: 1);
        IDataView letters = mlContext.Data.LoadFromEnumerable(RealRows.Letters(missing: false));
        IDataView mails = mlContext.Data.LoadFromEnumerable(RealRows.Spam(missing: false));
        TwoWaysToOnnx.Networks(mlContext, letters, mails);
        Assert.Equal(["PredictedLabel", "Score"], Outputs(File.ReadAllBytes("letters.onnx")));
        Assert.Equal(["PredictedLabel", "Probability", "Score"], Outputs(File.ReadAllBytes("spam.onnx")));

        using var stream = new MemoryStream();
        var pipeline = mlContext.Transforms.NormalizeMinMax("Features").Append(mlContext.BinaryClassification.Trainers.Mlp(maximumNumberOfEpochs: 1));
        TwoWaysToOnnx.Pipeline(mlContext, pipeline.Fit(mails), mails, stream);
        Assert.Contains("Probability.output", Outputs(stream.ToArray()));
    }

    private static IEnumerable<string> Outputs(byte[] file)
    {
        using var session = new InferenceSession(file);
        return session.OutputNames.Order(StringComparer.Ordinal);
    }
}
