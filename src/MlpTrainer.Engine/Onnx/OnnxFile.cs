using System.Buffers.Binary;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine.Onnx;

/// <summary>Writes a graph as an ONNX file: a ModelProto whose field numbers are those of onnx.proto, version 3.</summary>
internal static class OnnxFile
{
    /// <summary>The oldest version of the format in which constants need not be inputs too.</summary>
    private const int FormatVersion = 4;

    /// <summary>The name of the dimension that is the number of rows.</summary>
    private const string Rows = "N";

    private const int RealAttribute = 1, IntegerAttribute = 2; // AttributeProto.AttributeType

    /// <exception cref="NotSupportedException">The file would be larger than 2 GB, the limit of the format.</exception>
    public static void Write(OnnxGraph graph, Stream stream)
    {
        ProtoMessage model = new ProtoMessage()
            .Integer(1, FormatVersion)
            .Text(2, "MlpTrainer")
            .Message(7, Graph(graph))
            .Message(8, new ProtoMessage().Text(1, "").Integer(2, OnnxGraph.OperatorSet));
        if (model.Length > int.MaxValue)
        {
            throw new NotSupportedException($"An ONNX file must be at most {int.MaxValue} bytes, but was {model.Length}. Train a smaller network.");
        }

        model.WriteTo(stream);
    }

    private static ProtoMessage Graph(OnnxGraph graph)
    {
        var names = graph.Outputs.ToDictionary(output => output.Variable, output => output.Name);
        var message = new ProtoMessage();
        foreach (GraphNode node in graph.Nodes)
        {
            message.Message(1, Node(node, name => names.GetValueOrDefault(name, name)));
        }

        message.Text(2, "MlpTrainer");
        foreach (GraphTensor tensor in graph.Tensors)
        {
            message.Message(5, Tensor(tensor));
        }

        message.Message(11, Value(OnnxGraph.Features, ElementType.Float, graph.FeatureCount));
        foreach (GraphOutput output in graph.Outputs)
        {
            message.Message(12, Value(output.Name, output.Type, output.Columns));
        }

        return message;
    }

    private static ProtoMessage Node(GraphNode node, Func<string, string> outside)
    {
        var message = new ProtoMessage();
        foreach (string input in node.Inputs)
        {
            message.Text(1, outside(input));
        }

        message.Text(2, outside(node.Output)).Text(3, node.Output).Text(4, node.Operation);
        foreach (NodeAttribute attribute in node.Attributes)
        {
            message.Message(5, Attribute(attribute));
        }

        return message;
    }

    private static ProtoMessage Attribute(NodeAttribute attribute)
    {
        ProtoMessage message = new ProtoMessage().Text(1, attribute.Name);
        return attribute.Real is { } real
            ? message.Real(2, real).Integer(20, RealAttribute)
            : message.Integer(3, attribute.Integer.GetValueOrDefault()).Integer(20, IntegerAttribute);
    }

    private static ProtoMessage Tensor(GraphTensor tensor)
    {
        var message = new ProtoMessage();
        foreach (long dimension in tensor.Dimensions)
        {
            message.Integer(1, dimension);
        }

        byte[] bytes = new byte[checked(tensor.Values.Length * sizeof(float))];
        ReadOnlySpan<float> values = tensor.Values.Span;
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return message.Integer(2, (int)ElementType.Float).Text(8, tensor.Name).Bytes(9, bytes);
    }

    /// <summary>A value's name, type and shape [N×columns].</summary>
    private static ProtoMessage Value(string name, ElementType type, int columns)
    {
        ProtoMessage shape = new ProtoMessage()
            .Message(1, new ProtoMessage().Text(2, Rows))
            .Message(1, new ProtoMessage().Integer(1, columns));
        ProtoMessage tensor = new ProtoMessage().Integer(1, (int)type).Message(2, shape);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor));
    }
}
