using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlpTrainer.Tests.Onnx;

/// <summary>An ONNX file to be run once.</summary>
/// <param name="Model">The file.</param>
/// <param name="Inputs">All of its inputs.</param>
/// <param name="Outputs">The outputs that are asked for.</param>
public sealed record OnnxJob(byte[] Model, IReadOnlyList<NamedOnnxValue> Inputs, IReadOnlyList<string> Outputs);

/// <summary>An input by its name and its values, [rows×columns], row-major.</summary>
public static class OnnxInput
{
    public static NamedOnnxValue Floats(string name, int columns, float[] values) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values, [values.Length / columns, columns]));

    public static NamedOnnxValue Booleans(string name, bool[] values) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<bool>(values, [values.Length, 1]));
}
