using System.CommandLine;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.ML;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Models;
using MlpTrainer.Tool.Reading;
using MlpTrainer.Tool.Terminal;

namespace MlpTrainer.Tool.Commands;

/// <summary><c>mlp predict</c>: a table's rows with what a model says of each.</summary>
internal sealed class PredictCommand
{
    private readonly ToolCommand _command = new("predict", "Adds a model's predictions to the rows of a table.")
    {
        More = "The file needs the columns that the model reads, in any order; the label may be missing. It is read and written row by row, so that it may be larger than memory. Numbers are written with a decimal point.",
        Examples =
        [
            "mlp predict model.zip new.csv",
            "mlp predict model.zip new.csv --out predictions.csv",
            "mlp predict model.zip new.csv --only-predictions > predictions.csv",
            "tail -n +1 new.csv | mlp predict model.zip - | head",
        ],
    };

    private readonly Argument<string> _model = new("model") { Description = "The model's file." };
    private readonly Argument<string> _data = new("data") { Description = "The table; - for standard input, which it is too where it is left out.", DefaultValueFactory = _ => "-" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "The file to write. Default: standard output.", HelpName = "file" };
    private readonly Option<bool> _only = new("--only-predictions") { Description = "Write the predictions without the file's own columns." };
    private readonly TableOptions _table;

    private PredictCommand()
    {
        _command.Arguments.Add(_model);
        _command.Arguments.Add(_data);
        _command.Options.Add(_out);
        _command.Options.Add(_only);
        _table = new TableOptions(_command);
        CommandAction.Set(_command, Run);
    }

    public static Command Create() => new PredictCommand()._command;

    private void Run(ParseResult result, Screen screen, CancellationToken cancellation)
    {
        if (result.GetValue(_out) is not { } path)
        {
            Write(result, screen, screen.Writer, cancellation);
            return;
        }

        OutputFile.Check(path, "--out");
        int rows = OutputFile.Write(path, stream =>
        {
            using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            return Write(result, screen, writer, cancellation);
        });
        Tables.Line(screen.Error, Invariant($"Wrote {rows} predictions to {path}."));
    }

    private int Write(ParseResult result, Screen screen, TextWriter output, CancellationToken cancellation)
    {
        ModelFile model = ModelFile.Load(new MLContext(), result.GetRequiredValue(_model));
        CsvSource source = CsvSource.Open(result.GetRequiredValue(_data), screen.Input, _table.Encoding(result));
        CsvFormat format = ModelColumns.Format(model, source, _table.Layout(result));
        using CsvWriter writer = new(output, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = format.Separator.ToString() }, leaveOpen: true);
        bool isOnly = result.GetValue(_only);
        string[] own = isOnly ? [] : [.. format.Columns];
        WriteRow(writer, own, PredictionNames(model, own));
        int count = 0;
        foreach (RowBlock block in RowBlock.Read(source, format, model, null, _table.Writing(result), cancellation))
        {
            foreach ((string[] fields, float[] scores) in block.Fields.Zip(Predictor.Score(model.Model, model.Task, block.Table)))
            {
                WriteRow(writer, isOnly ? [] : fields, Predictions(model, scores));
                count++;
            }

            writer.Flush();
        }

        return count;
    }

    /// <summary>The headings of what is predicted; none is a column's of the file.</summary>
    private static IEnumerable<string> PredictionNames(ModelFile model, string[] taken)
    {
        IEnumerable<string> names = model.Task switch
        {
            TaskKind.Binary => [$"predicted_{model.LabelName}", $"probability_{model.Classes[1]}"],
            TaskKind.Multiclass => model.Classes.Select(name => $"probability_{name}").Prepend($"predicted_{model.LabelName}"),
            _ => [$"predicted_{model.LabelName}"],
        };
        return names.Select(name => taken.Contains(name, StringComparer.Ordinal) ? $"{name}_" : name);
    }

    private static IEnumerable<string> Predictions(ModelFile model, float[] scores) => model.Task switch
    {
        TaskKind.Binary => [model.Classes[Measuring.ClassMeasure.Most(scores)], Text(scores[1])],
        TaskKind.Multiclass => scores.Select(Text).Prepend(model.Classes[Measuring.ClassMeasure.Most(scores)]),
        _ => scores.Select(Text),
    };

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    private static void WriteRow(CsvWriter writer, IEnumerable<string> fields, IEnumerable<string> predictions)
    {
        foreach (string field in fields.Concat(predictions))
        {
            writer.WriteField(field);
        }

        writer.NextRecord();
    }
}
