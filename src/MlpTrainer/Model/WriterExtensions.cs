using System.Text;

namespace MlpTrainer.Model;

/// <summary>The two forms that <see cref="BinaryWriter"/> lacks and <see cref="CheckedReader"/> reads.</summary>
internal static class WriterExtensions
{
    public static void WriteText(this BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    public static void WriteFloats(this BinaryWriter writer, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            writer.Write(value);
        }
    }
}
