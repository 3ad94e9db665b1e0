using Microsoft.ML.Model.OnnxConverter;
using MlpTrainer.Engine.Graphs;
using MlpTrainer.Engine.Onnx;

namespace MlpTrainer.Onnx;

/// <summary>Writes a graph through ML.NET's converter, as a part of the graph of a whole pipeline.</summary>
internal static class ConverterGraph
{
    /// <param name="graph">The graph; of its outputs those are written that have a variable.</param>
    /// <param name="context">The pipeline's graph under construction.</param>
    /// <param name="features">Its variable of the features.</param>
    /// <param name="outputs">Its variables of the model's columns: either of Score alone, or of PredictedLabel, Score and, it may be, Probability.</param>
    public static void Write(OnnxGraph graph, OnnxContext context, string features, string[] outputs)
    {
        context.CheckOpSetVersion(OnnxGraph.OperatorSet, "Mlp");
        string[] columns = outputs.Length == 1
            ? [NetworkGraph.Score]
            : [NetworkGraph.PredictedLabel, NetworkGraph.Score, NetworkGraph.Probability];

        // A Boolean PredictedLabel is written by ML.NET itself, with the threshold in force.
        graph = graph.Only([.. graph.Outputs.Where(output => output.Type != ElementType.Bool).Select(output => output.Name).Intersect(columns[..outputs.Length])]);
        var names = graph.Outputs.ToDictionary(output => output.Variable, output => outputs[Array.IndexOf(columns, output.Name)]);
        names.Add(OnnxGraph.Features, features);
        foreach (GraphTensor tensor in graph.Tensors)
        {
            names.Add(tensor.Name, context.AddInitializer(tensor.Values.ToArray(), tensor.Dimensions, tensor.Name));
        }

        foreach (GraphNode node in graph.Nodes)
        {
            Write(node, context, names);
        }
    }

    private static void Write(GraphNode node, OnnxContext context, Dictionary<string, string> names)
    {
        if (!names.TryGetValue(node.Output, out string? output))
        {
            output = context.AddIntermediateVariable(null, node.Output, skip: true);     // the type is not given: the runtime infers it
            names.Add(node.Output, output);
        }

        OnnxNode written = context.CreateNode(node.Operation, node.Inputs.Select(input => names[input]), [output],
            context.GetNodeName($"Mlp{node.Operation}"), domain: "");
        foreach (NodeAttribute attribute in node.Attributes)
        {
            if (attribute.Real is { } real)
            {
                written.AddAttribute(attribute.Name, (double)real);
            }
            else
            {
                written.AddAttribute(attribute.Name, attribute.Integer.GetValueOrDefault());
            }
        }
    }
}
