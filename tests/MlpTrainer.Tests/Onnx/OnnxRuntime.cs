using Microsoft.ML.OnnxRuntime;

namespace MlpTrainer.Tests.Onnx;

/// <summary>Microsoft's ONNX Runtime: what says whether our ONNX files are right.</summary>
public static class OnnxRuntime
{
    /// <summary>Runs a file on its inputs; gives its outputs, each row-major.</summary>
    public static double[][] Run(OnnxJob job)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(job.Model, options);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run([.. job.Inputs], job.Outputs);
        return [.. outputs.Select(Numbers)];
    }

    private static double[] Numbers(NamedOnnxValue output) => output.Value switch
    {
        IEnumerable<float> values => [.. values.Select(value => (double)value)],
        IEnumerable<uint> values => [.. values.Select(value => (double)value)],
        IEnumerable<bool> values => [.. values.Select(value => value ? 1.0 : 0.0)],
        _ => throw new NotSupportedException($"{output.Name} is a {output.Value.GetType()}."),
    };
}
