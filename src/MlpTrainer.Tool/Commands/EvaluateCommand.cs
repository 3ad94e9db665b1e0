using System.CommandLine;
using Microsoft.ML;
using MlpTrainer.Tool.Measuring;
using MlpTrainer.Tool.Models;
using MlpTrainer.Tool.Reading;
using MlpTrainer.Tool.Terminal;

namespace MlpTrainer.Tool.Commands;

/// <summary><c>mlp evaluate</c>: how good a model is on the rows of a table.</summary>
internal sealed class EvaluateCommand
{
    private readonly ToolCommand _command = new("evaluate", "Measures a model on a table that has the label.")
    {
        Examples =
        [
            "mlp evaluate model.zip test.csv",
            "mlp evaluate model.zip other.csv --label price",
        ],
    };

    private readonly Argument<string> _model = new("model") { Description = "The model's file." };
    private readonly Argument<string> _data = new("data") { Description = "The table; - for standard input." };
    private readonly Option<string?> _label = new("--label", "-l") { Description = "The label's column. Default: the one that the model was trained on.", HelpName = "column" };
    private readonly TableOptions _table;

    private EvaluateCommand()
    {
        _command.Arguments.Add(_model);
        _command.Arguments.Add(_data);
        _command.Options.Add(_label);
        _table = new TableOptions(_command);
        CommandAction.Set(_command, Run);
    }

    public static Command Create() => new EvaluateCommand()._command;

    private void Run(ParseResult result, Screen screen, CancellationToken cancellation)
    {
        ModelFile model = ModelFile.Load(new MLContext(), result.GetRequiredValue(_model));
        CsvSource source = CsvSource.Open(result.GetRequiredValue(_data), screen.Input, _table.Encoding(result));
        string label = result.GetValue(_label) ?? model.Label?.Name
            ?? throw new UserError($"{model.Path} does not say which column is its label, as models of mlp train do. Name it by --label.");
        CsvFormat format = ModelColumns.Format(model, source, _table.Layout(result)).Renamed(label, model.Label?.Name);
        label = model.Label?.Name ?? label;
        var measurement = new Measurement(model.Task, model.Classes, label);
        int rows = 0;
        foreach (RowBlock block in RowBlock.Read(source, format, model, label, _table.Writing(result), cancellation))
        {
            measurement.Add(model.Model, block.Table);
            rows += block.Table.Count;
        }

        MeasureTable.Write(screen, measurement, Invariant($"{model.Path} on {rows} rows of {source.Name}:"));
    }
}
