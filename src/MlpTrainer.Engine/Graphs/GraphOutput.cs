namespace MlpTrainer.Engine.Graphs;

/// <summary>The types of numbers that graphs have, by ONNX's numbers for them (TensorProto.DataType).</summary>
internal enum ElementType
{
    Float = 1,
    Bool = 9,
    UInt32 = 12,
}

/// <summary>An output of a graph, [N×columns].</summary>
/// <param name="Name">Its name outside, which is ML.NET's column name.</param>
/// <param name="Variable">Its name inside.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Columns">Its width.</param>
internal sealed record GraphOutput(string Name, string Variable, ElementType Type, int Columns);
