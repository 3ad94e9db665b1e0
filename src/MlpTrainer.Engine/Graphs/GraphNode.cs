namespace MlpTrainer.Engine.Graphs;

/// <summary>One operation of a graph.</summary>
/// <param name="Operation">ONNX's name of the operator.</param>
/// <param name="Inputs">The names of what it reads: the features, constants, outputs of earlier nodes.</param>
/// <param name="Output">The name of what it computes.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record GraphNode(string Operation, IReadOnlyList<string> Inputs, string Output, IReadOnlyList<NodeAttribute> Attributes);

/// <summary>An attribute of a node: a real number or an integer.</summary>
internal sealed record NodeAttribute
{
    public NodeAttribute(string name, float real) => (Name, Real) = (name, real);

    public NodeAttribute(string name, long integer) => (Name, Integer) = (name, integer);

    public string Name { get; }

    public float? Real { get; }

    public long? Integer { get; }
}
