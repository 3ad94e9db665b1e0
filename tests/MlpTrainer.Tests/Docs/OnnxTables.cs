using Microsoft.ML.OnnxRuntime;
using MlpTrainer.Engine;
using MlpTrainer.Tests.Onnx;

namespace MlpTrainer.Tests.Docs;

/// <summary>What is in the ONNX files of small models, as ONNX Runtime and the files themselves say.</summary>
internal static class OnnxTables
{
    private static readonly Dictionary<(string Task, string Output), string> s_meanings = new()
    {
        [("binary", "Score")] = "the log-odds z",
        [("binary", "Probability")] = "σ(z)",
        [("binary", "PredictedLabel")] = "z > 0",
        [("multiclass", "Score")] = "softmax(z)",
        [("multiclass", "PredictedLabel")] = "counted from 1 in the order of the label's keys",
        [("regression", "Score")] = "in the label's units",
    };

    public static string InputsAndOutputs() =>
        string.Join(
            '\n',
            "| Task | Input | Outputs |",
            "|---|---|---|",
            Row("binary", OnnxCase.Binary(RealRows.Spam(missing: false), _ => { }), features: 57, outputs: 1),
            Row("multiclass", OnnxCase.Multiclass(RealRows.Letters(missing: false), _ => { }), features: 16, outputs: 26),
            Row("regression", OnnxCase.MultiOutputRegression(RealRows.Pairs(), _ => { }), features: 4, outputs: 2));

    public static string Activations() =>
        string.Join('\n', ["| Activation | Operators |", "|---|---|", .. Activation.All.Select(activation => $"| {activation.Name} | {Operators(activation)} |")]);

    private static string Row(string task, OnnxCase one, int features, int outputs)
    {
        using var session = new InferenceSession(one.Job.Model);
        string Column(string name, NodeMetadata metadata) =>
            $"`{name}` {metadata.ElementDataType.ToString().ToLowerInvariant()} [{string.Join('×', metadata.Dimensions.Select(Letter))}]";
        string Letter(int size) => size switch
        {
            -1 => "N",
            1 => "1",
            _ when size == features => "p",
            _ when size == outputs => "k",
            _ => $"{size}",
        };
        IEnumerable<string> described = session.OutputNames.Select(name => $"{Column(name, session.OutputMetadata[name])}, {s_meanings[(task, name)]}");
        return $"| {task} | {string.Join("; ", session.InputMetadata.Select(input => Column(input.Key, input.Value)))} | {string.Join("; ", described)} |";
    }

    /// <summary>The operators between the first product and the second, each once.</summary>
    private static string Operators(Activation activation)
    {
        OnnxCase one = OnnxCase.Regression(RealRows.Diamonds(missing: false), options => options.Activation = activation);
        IEnumerable<string> between = OnnxNodes.Operators(one.Job.Model).SkipWhile(name => name != "Gemm").Skip(1).TakeWhile(name => name != "Gemm");
        return string.Join(", ", between.Distinct().DefaultIfEmpty("none"));
    }
}
