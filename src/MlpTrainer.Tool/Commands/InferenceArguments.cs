using System.CommandLine;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Reading;
using MlpTrainer.Tool.Terminal;
using Spectre.Console;

namespace MlpTrainer.Tool.Commands;

/// <summary>A table with a label, and what the user says of it: the arguments of the commands that train.</summary>
internal sealed class InferenceArguments
{
    private readonly Argument<string> _data = new("data") { Description = "The table, a file of separated values (CSV)." };
    private readonly Option<string?> _label = new("--label", "-l") { Description = "The column to predict; without it the table's columns are named.", HelpName = "column" };
    private readonly Option<string> _task = new("--task") { Description = "What is learned: auto, binary, multiclass or regression.", HelpName = "task", DefaultValueFactory = _ => "auto" };
    private readonly Option<string[]> _ignore = new("--ignore") { Description = "Columns to leave out, separated by commas.", HelpName = "columns", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _columns = new("--column", "-c")
    {
        Description = "What a column is: name=number, boolean, category, date, date:d.M.yyyy, text or ignore. Several times for several columns.", HelpName = "name=kind",
    };

    private readonly TableOptions _table;

    /// <summary>Adds the arguments to a command.</summary>
    public InferenceArguments(Command command)
    {
        _task.AcceptOnlyFromAmong("auto", "binary", "multiclass", "regression");
        command.Arguments.Add(_data);
        foreach (Option option in new Option[] { _label, _task, _ignore, _columns })
        {
            command.Options.Add(option);
        }

        _table = new TableOptions(command);
    }

    public string Path(ParseResult result) => result.GetRequiredValue(_data);

    public MissingWords Missing(ParseResult result) => _table.Missing(result);

    /// <summary>Reads the table once and says on the screen what it is taken for.</summary>
    public (CsvSource Source, TablePlan Plan) Infer(ParseResult result, Screen screen, IAnsiConsole console, CancellationToken cancellation)
    {
        string path = Path(result);
        if (path == "-")
        {
            throw new UserError("A table to train on must be a file, since it is read more than once.");
        }

        CsvSource source = CsvSource.Open(path, screen.Input, _table.Encoding(result));
        string? label = result.GetValue(_label);
        CsvFormat format = CsvFormatGuess.Of(source, _table.Layout(result), label is null ? [] : [label]);
        if (label is null)
        {
            throw new UserError($"--label must name the column to predict. The columns of {source.Name} are {string.Join(", ", format.Columns.Take(100))}{(format.Columns.Count > 100 ? ", …" : "")}.", ExitCode.Usage);
        }

        TablePlan plan = TableInference.Infer(source, format, Options(result, label), cancellation);
        PlanTable.Write(console, source, plan);
        return (source, plan);
    }

    private InferenceOptions Options(ParseResult result, string label) => new()
    {
        Label = label,
        Task = result.GetValue(_task) switch { "binary" => TaskKind.Binary, "multiclass" => TaskKind.Multiclass, "regression" => TaskKind.Regression, _ => null },
        Ignore = TableOptions.Words(result.GetValue(_ignore)),
        Columns = result.GetValue(_columns) ?? [],
        DecimalMark = _table.DecimalMark(result),
        Missing = _table.Missing(result),
    };
}
