using MlpTrainer.Engine.Graphs;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Onnx;

/// <summary>The one description of a trained network as an ONNX graph, from raw features to the outputs that ML.NET's column names name.</summary>
internal static class NetworkGraph
{
    public const string Score = "Score", Probability = "Probability", PredictedLabel = "PredictedLabel";

    /// <summary>The graph that fits the output: of two classes, of several, or of numbers.</summary>
    public static OnnxGraph Of(TrainedNetwork network)
    {
        Activation link = network.Shape.Layers[^1].Activation;
        return link == Activation.Sigmoid && network.Shape.Outputs == 1 && network.Outputs is null ? Binary(network)
            : link == Activation.Softmax ? Multiclass(network)
            : Regression(network);
    }

    /// <summary>Score = z, Probability = σ(z), PredictedLabel = z &gt; 0; each [N×1].</summary>
    public static OnnxGraph Binary(TrainedNetwork network)
    {
        var graph = new OnnxGraph(network.Shape.Inputs);
        string z = PreActivation(graph, network);
        graph.Output(PredictedLabel, graph.Node("Greater", z, graph.Number(0f)), ElementType.Bool, 1);
        graph.Output(Score, z, ElementType.Float, 1);
        graph.Output(Probability, graph.Node("Sigmoid", z), ElementType.Float, 1);
        return graph;
    }

    /// <summary>Score = a^L, [N×k]; PredictedLabel = the class with the highest score, counted from 1 as ML.NET's keys are, [N×1].</summary>
    public static OnnxGraph Multiclass(TrainedNetwork network)
    {
        var graph = new OnnxGraph(network.Shape.Inputs);
        string a = Activations(graph, network);
        string index = graph.Node("ArgMax", [new("axis", 1L), new("keepdims", 1L)], a);

        // Added to as float, exact below 2^24 classes: so all of the graph's constants are float.
        string key = graph.Node("Add", Cast(graph, index, ElementType.Float), graph.Number(1f));
        graph.Output(PredictedLabel, Cast(graph, key, ElementType.UInt32), ElementType.UInt32, 1);
        graph.Output(Score, a, ElementType.Float, network.Shape.Outputs);
        return graph;
    }

    /// <summary>Score = a^L·scale + mean, [N×k].</summary>
    public static OnnxGraph Regression(TrainedNetwork network)
    {
        var graph = new OnnxGraph(network.Shape.Inputs);
        graph.Output(Score, Activations(graph, network), ElementType.Float, network.Shape.Outputs);
        return graph;
    }

    /// <summary>a^L after the output scaling.</summary>
    private static string Activations(OnnxGraph graph, TrainedNetwork network)
    {
        string a = network.Shape.Layers[^1].Activation.Describe(graph, PreActivation(graph, network));
        if (network.Outputs is not { } scaling)
        {
            return a;
        }

        string scaled = graph.Node("Mul", a, graph.Tensor("OutputScale", scaling.Scale, scaling.Scale.Length));
        return Within(graph, graph.Node("Add", scaled, graph.Tensor("OutputMean", scaling.Mean, scaling.Mean.Length)), float.MaxValue);
    }

    /// <summary>z^L.</summary>
    private static string PreActivation(OnnxGraph graph, TrainedNetwork network)
    {
        string z = Embedded(graph, network, Scaled(graph, network.Inputs));
        for (int l = 0; l < network.Shape.Layers.Count; l++)
        {
            string a = l == 0 ? z : network.Shape.Layers[l - 1].Activation.Describe(graph, z);
            z = Product(graph, network, l, a);
        }

        return z;
    }

    /// <summary>z = (x − mean)·scale, x̂ = z/√(1 + (κz)²) where it saturates, and the filling where x is missing and that is imputed.</summary>
    private static string Scaled(OnnxGraph graph, InputScaling? scaling)
    {
        string x = OnnxGraph.Features;
        if (scaling is null)
        {
            return x;
        }

        string z = Within(graph, x, Standardization.LargestFeature);
        if (scaling.Mean.Span.ContainsAnyExcept(0f))
        {
            z = graph.Node("Sub", z, graph.Tensor("Mean", scaling.Mean, scaling.Mean.Length));
        }

        z = Within(graph, graph.Node("Mul", z, graph.Tensor("Scale", scaling.Scale, scaling.Scale.Length)), Standardization.LargestZ);
        z = scaling.Saturation.IsEmpty ? z : Saturated(graph, z, scaling.Saturation);
        return scaling.ImputeMissing ? graph.Node("Where", graph.Node("IsNaN", x), graph.Tensor("Fill", scaling.Fill, scaling.Fill.Length), z) : z;
    }

    /// <summary>a, but no more than limit and no less than −limit; NaN where it is NaN, which Min and Max of set 9 do not promise.</summary>
    private static string Within(OnnxGraph graph, string a, float limit)
    {
        string most = graph.Number(limit), least = graph.Number(-limit);
        string below = graph.Node("Where", graph.Node("Greater", a, most), most, a);
        return graph.Node("Where", graph.Node("Less", below, least), least, below);
    }

    private static string Saturated(OnnxGraph graph, string z, ReadOnlyMemory<float> saturation)
    {
        string ratio = graph.Node("Mul", z, graph.Tensor("Saturation", saturation, saturation.Length));
        string square = graph.Node("Add", graph.Node("Mul", ratio, ratio), graph.Number(1f));
        return graph.Node("Div", z, graph.Node("Sqrt", square));
    }

    /// <summary>z = a·W + b.</summary>
    private static string Product(OnnxGraph graph, TrainedNetwork network, int l, string a)
    {
        LayerShape layer = network.Shape.Layers[l];
        string weights = graph.Tensor(Invariant($"Weights{l + 1}"), network.Weights(l), layer.Inputs, layer.Outputs);
        return layer.HasBias
            ? graph.Node("Gemm", a, weights, graph.Tensor(Invariant($"Biases{l + 1}"), network.Biases(l), layer.Outputs))
            : graph.Node("MatMul", a, weights); // Gemm without b came with operator set 11
    }

    private static string Cast(OnnxGraph graph, string variable, ElementType type) =>
        graph.Node("Cast", [new("to", (long)type)], variable);

    /// <summary>x̂ and y = W·cos(2π·w·x̂ + b) + c behind it: for all embeddings at once, by matrices that are 0 where an embedding does not read.</summary>
    private static string Embedded(OnnxGraph graph, TrainedNetwork network, string x)
    {
        if (network.Shape.Embedding is not { } shape)
        {
            return x;
        }

        NetworkParameters parameters = network.ForRows;
        (int waves, int width, int f, int d) = ((int)shape.WaveCount, (int)shape.Width, shape.Frequencies, shape.Outputs);
        float[] spread = new float[Length(network.Shape.Inputs, waves)], mix = new float[Length(waves, width)];
        for (int e = 0; e < shape.Count; e++)
        {
            for (int i = e * f; i < (e + 1) * f; i++)
            {
                spread[(shape.Features[e] * waves) + i] = Waves.Turn * parameters.EmbeddingFrequencies[i];
                for (int j = e * d; j < (e + 1) * d; j++)
                {
                    mix[(i * width) + j] = parameters.EmbeddingWeights[(j * f) + i - (e * f)];
                }
            }
        }

        string angles = graph.Node("Gemm", x, graph.Tensor("Frequencies", spread, network.Shape.Inputs, waves), graph.Tensor("Phases", parameters.EmbeddingPhases.ToArray(), waves));
        string y = graph.Node(
            "Gemm", graph.Node("Cos", angles), graph.Tensor("Mixture", mix, waves, width), graph.Tensor("MixtureBiases", parameters.EmbeddingBiases.ToArray(), width));
        return graph.Node("Concat", [new("axis", 1L)], x, y);
    }

    private static int Length(int rows, int columns) => (long)rows * columns <= Array.MaxLength ? rows * columns
        : throw new NotSupportedException(Invariant($"The matrix of an embedding must have at most {Array.MaxLength} numbers, but has {rows}×{columns}. Embed fewer features."));
}
