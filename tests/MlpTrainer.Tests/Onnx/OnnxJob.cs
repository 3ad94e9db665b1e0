namespace MlpTrainer.Tests.Onnx;

/// <summary>An ONNX file to be run once.</summary>
/// <param name="Model">The file.</param>
/// <param name="Inputs">All of its inputs.</param>
/// <param name="Outputs">The outputs that are asked for.</param>
public sealed record OnnxJob(byte[] Model, IReadOnlyList<OnnxInput> Inputs, IReadOnlyList<string> Outputs);

/// <summary>An input's values, [rows×columns], row-major, as bytes of the type that the runtime calls Type.</summary>
public sealed record OnnxInput(string Name, string Type, int Rows, int Columns, byte[] Values)
{
    public static OnnxInput Floats(string name, int columns, float[] values) => new(name, "float32", values.Length / columns, columns, Bytes(values));

    public static OnnxInput Keys(string name, uint[] values) => new(name, "uint32", values.Length, 1, Bytes(values));

    public static OnnxInput Booleans(string name, bool[] values) => new(name, "bool", values.Length, 1, Bytes(values));

    private static byte[] Bytes(Array values)
    {
        byte[] bytes = new byte[Buffer.ByteLength(values)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return bytes;
    }
}
