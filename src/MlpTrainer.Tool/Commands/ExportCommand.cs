using System.CommandLine;
using Microsoft.ML;
using MlpTrainer.Tool.Models;
using MlpTrainer.Tool.Terminal;

namespace MlpTrainer.Tool.Commands;

/// <summary><c>mlp export</c>: a model as an ONNX file.</summary>
internal sealed class ExportCommand
{
    private readonly ToolCommand _command = new("export", "Writes a model as an ONNX file, which ONNX Runtime reads in any language.")
    {
        More = "Its inputs are the model's columns; --network writes the network alone, whose one input is the vector of features.",
        Examples =
        [
            "mlp export model.zip --onnx model.onnx",
            "mlp export model.zip --onnx network.onnx --network",
        ],
    };

    private readonly Argument<string> _model = new("model") { Description = "The model's file." };
    private readonly Option<string> _onnx = new("--onnx") { Description = "The file to write.", HelpName = "file", Required = true };
    private readonly Option<bool> _network = new("--network") { Description = "The network alone, from the vector of features." };

    private ExportCommand()
    {
        _command.Arguments.Add(_model);
        _command.Options.Add(_onnx);
        _command.Options.Add(_network);
        CommandAction.Set(_command, Run);
    }

    public static Command Create() => new ExportCommand()._command;

    private void Run(ParseResult result, Screen screen, CancellationToken cancellation)
    {
        string path = result.GetRequiredValue(_onnx);
        OutputFile.Check(path, "--onnx");
        MLContext mlContext = new();
        ModelFile model = ModelFile.Load(mlContext, result.GetRequiredValue(_model));
        if (result.GetValue(_network))
        {
            model.Network.SaveAsOnnx(path);
            Tables.Line(screen.Out, Invariant($"Wrote {path}: Features, {model.Network.NumberOfFeatures} numbers a row, to Score."));
            return;
        }

        OnnxGraph graph = OnnxGraph.Of(model);
        OutputFile.Write(path, stream =>
        {
            graph.Write(mlContext, stream);
            return 0;
        });
        Tables.Write(screen.Out, ["input", "type", "is"], graph.Inputs.Select(IReadOnlyList<string> (input) => [input.Name, $"{input.Type}", input.Meaning]));
        string classes = model.Classes.Count == 0 ? "" : $" Classes, in the order of Score: {string.Join(", ", model.Classes)}.";
        Tables.Line(screen.Out, $"Wrote {path}; each input is [N×1], each output is called like Score.output.{classes}");
    }
}
