using System.Text;

namespace MlpTrainer.Tests.Onnx;

/// <summary>The names of a file's nodes, read by the numbers that onnx.proto gives its fields.</summary>
internal static class OnnxNodes
{
    private const int Graph = 7, Node = 1, OperatorType = 4;

    /// <summary>The operator of each node, in the graph's order.</summary>
    public static IEnumerable<string> Operators(byte[] file) =>
        Parts(file, Graph).SelectMany(graph => Parts(graph, Node)).SelectMany(node => Parts(node, OperatorType)).Select(Encoding.UTF8.GetString);

    /// <summary>The parts of a message that have a number; each is bytes, a text or a message in its turn.</summary>
    private static List<byte[]> Parts(byte[] message, int number)
    {
        var parts = new List<byte[]>();
        for (int at = 0; at < message.Length;)
        {
            ulong key = Integer(message, ref at);
            int length = (key & 7) switch { 1 => 8, 2 => (int)Integer(message, ref at), 5 => 4, _ => 0 };
            if ((key & 7) == 0)
            {
                Integer(message, ref at);
            }

            if (key == (ulong)((number << 3) | 2))
            {
                parts.Add(message[at..(at + length)]);
            }

            at += length;
        }

        return parts;
    }

    /// <summary>Seven bits a byte, the lowest first; the highest bit says that more follow.</summary>
    private static ulong Integer(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
