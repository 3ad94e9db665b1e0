using Microsoft.ML;

namespace MlpTrainer.Tests.Docs;

/// <summary>What docs/onnx.md shows.</summary>
internal static class TwoWaysToOnnx
{
    public static void Networks(MLContext mlContext, IDataView letters, IDataView mails)
    {
        // <onnx.md>
        var model = mlContext.MulticlassClassification.Trainers.Mlp().Fit(letters);
        model.Mlp().SaveAsOnnx("letters.onnx");               // or a stream

        var binary = mlContext.BinaryClassification.Trainers.Mlp().Fit(mails);
        binary.Mlp().SaveAsOnnx("spam.onnx");                 // without the calibrator around it
        // </onnx.md>
    }

    public static void Pipeline(MLContext mlContext, ITransformer pipelineModel, IDataView data, Stream stream)
    {
        // <onnx.md>
        mlContext.Model.ConvertToOnnx(pipelineModel, data, stream);
        // </onnx.md>
    }
}
