namespace MlpTrainer.Engine.Graphs;

/// <summary>A description of an ONNX graph with one input, in operators that sets 9 to 12 define alike; written to a file or through ML.NET's converter.</summary>
/// <remarks>Every name inside starts with "Mlp": ML.NET's converter takes names for columns, and a user's column must not be met.</remarks>
internal sealed class OnnxGraph
{
    /// <summary>The operator set that the nodes are from: the first with IsNaN, Erf and Where.</summary>
    public const int OperatorSet = 9;

    /// <summary>The graph's input: raw features, [N×p].</summary>
    public const string Features = "Features";

    private readonly List<GraphTensor> _tensors = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphOutput> _outputs = [];

    /// <param name="features">p, the number of features.</param>
    public OnnxGraph(int features) => FeatureCount = features;

    public int FeatureCount { get; }

    /// <summary>Constants: weights, biases, scales.</summary>
    public IReadOnlyList<GraphTensor> Tensors => _tensors;

    /// <summary>The nodes, each after those it reads from.</summary>
    public IReadOnlyList<GraphNode> Nodes => _nodes;

    public IReadOnlyList<GraphOutput> Outputs => _outputs;

    /// <summary>Adds a constant; gives its name.</summary>
    public string Tensor(string name, ReadOnlyMemory<float> values, params long[] dimensions)
    {
        var tensor = new GraphTensor($"Mlp{name}", values, dimensions);
        _tensors.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Adds a constant that is one number; gives its name.</summary>
    public string Number(float value) => Tensor($"Number{_tensors.Count}", new[] { value }, 1);

    /// <summary>Adds a node; gives the name of what it computes.</summary>
    public string Node(string operation, params string[] inputs) => Node(operation, [], inputs);

    /// <summary>Adds a node with attributes; gives the name of what it computes.</summary>
    public string Node(string operation, NodeAttribute[] attributes, params string[] inputs)
    {
        var node = new GraphNode(operation, inputs, $"Mlp{operation}{_nodes.Count}", attributes);
        _nodes.Add(node);
        return node.Output;
    }

    /// <summary>Makes what a node computes an output of the graph.</summary>
    public void Output(string name, string variable, ElementType type, int columns)
    {
        // A variable has one name, so one that is an output already gets a second node.
        bool isTaken = _outputs.Any(output => output.Variable == variable);
        _outputs.Add(new GraphOutput(name, isTaken ? Node("Identity", variable) : variable, type, columns));
    }

    /// <summary>The part of the graph that some of the outputs need.</summary>
    public OnnxGraph Only(params string[] outputs)
    {
        var part = new OnnxGraph(FeatureCount);
        part._outputs.AddRange(_outputs.Where(output => outputs.Contains(output.Name)));
        var needed = part._outputs.Select(output => output.Variable).ToHashSet();
        foreach (GraphNode node in Enumerable.Reverse(_nodes))
        {
            if (needed.Contains(node.Output))
            {
                part._nodes.Insert(0, node);
                needed.UnionWith(node.Inputs);
            }
        }

        part._tensors.AddRange(_tensors.Where(tensor => needed.Contains(tensor.Name)));
        return part;
    }
}
