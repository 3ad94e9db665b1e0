using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Measuring;
using MlpTrainer.Tool.Pipelines;
using MlpTrainer.Tool.Printing;
using MlpTrainer.Tool.Reading;
using MlpTrainer.Tool.Terminal;

namespace MlpTrainer.Tool.Commands;

/// <summary><c>mlp train</c>: from a table to a model file.</summary>
internal sealed class TrainCommand
{
    private readonly ToolCommand _command = new("train", "Trains a network on a table and writes the model.")
    {
        More = "Says what each column is taken for, holds out a fifth of the rows, trains on the others, measures on those held out. The model is an ordinary one of ML.NET: mlContext.Model.Load reads it.",
        Examples =
        [
            "mlp train diamonds.csv --label price",
            "mlp train mails.csv --label is_spam --out spam.zip --report spam.html --budget 60s",
            "mlp train houses.csv --label price --ignore id,street --column zip=category --column sold=date:d.M.yyyy",
            "mlp train houses.csv --label price --dry-run",
        ],
    };

    private readonly Option<string> _out = new("--out", "-o") { Description = "The model's file.", HelpName = "file", DefaultValueFactory = _ => "model.zip" };
    private readonly Option<string> _test = new("--test") { Description = "What is measured on: a share of the rows that is held out, 0 for none, or a file.", HelpName = "share|file", DefaultValueFactory = _ => "0.2" };
    private readonly Option<string?> _report = new("--report") { Description = "A report of the model as one HTML page, with what it does on the rows held out.", HelpName = "file" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what the table is taken for, and train nothing." };
    private readonly Option<bool> _printCode = new("--print-code") { Description = "Print the C# program that does the same in place of training; run it with dotnet run." };
    private readonly InferenceArguments _table;
    private readonly TrainingArguments _training;

    private TrainCommand()
    {
        _table = new InferenceArguments(_command);
        _training = new TrainingArguments(_command);
        foreach (Option option in new Option[] { _out, _test, _report, _dryRun, _printCode })
        {
            _command.Options.Add(option);
        }

        CommandAction.Set(_command, Run);
    }

    public static Command Create() => new TrainCommand()._command;

    private void Run(ParseResult result, Screen screen, CancellationToken cancellation)
    {
        string path = result.GetRequiredValue(_out);
        (double share, string? testFile) = Test(result.GetRequiredValue(_test));
        TrainingChoices choices = _training.Choices(result);
        OutputFile.Check(path, "--out");
        string? report = result.GetValue(_report);
        if (report is not null)
        {
            OutputFile.Check(report, "--report");
        }

        (CsvSource source, TablePlan plan) = _table.Infer(result, screen, result.GetValue(_printCode) ? screen.Error : screen.Out, cancellation);
        choices.CostFor(plan.Task);
        if (result.GetValue(_printCode))
        {
            screen.Writer.Write(new PrintedProgram(_table.Path(result), plan, choices, share, path, _table.Missing(result)).Text(source.Encoding));
            return;
        }

        if (result.GetValue(_dryRun))
        {
            return;
        }

        MLContext mlContext = new(choices.Seed);
        MemoryTable table = PlanRows.Read(source, plan, _table.Missing(result), cancellation), train = table;
        MemoryTable? test = testFile is null ? null : PlanRows.ReadOther(testFile, plan, _table.Missing(result), cancellation);
        if (testFile is null && share > 0)
        {
            (int[] trainRows, int[] testRows) = Split.HoldOut(table, plan.Task, plan.Label.Name, share, choices.Seed);
            (train, test) = (table.Subset(trainRows), testRows.Length > 0 ? table.Subset(testRows) : null);
        }

        string title = Invariant($"training on {train.Count} rows");
        ITransformer model = TrainingProgress.Run(screen, title, choices.Budget,
            progress => ModelTraining.Fit(mlContext, plan, train, pipeline => ModelTraining.Mlp(mlContext, plan.Task, pipeline, choices, progress, cancellation)));
        cancellation.ThrowIfCancellationRequested();
        mlContext.Model.SaveAtomically(model, ModelSchema.Of(plan), path);
        Tell(screen, plan, model, train, test);
        if (report is not null)
        {
            WriteReport(mlContext, plan, model, test, report);
            Tables.Line(screen.Out, $"Wrote {report}.");
        }

        Tables.Line(screen.Out, Invariant($"Wrote {path}, {new FileInfo(path).Length / 1024.0:F0} KiB. Next: mlp predict {path} {source.Name}"));
    }

    private static void Tell(Screen screen, TablePlan plan, ITransformer model, MemoryTable train, MemoryTable? test)
    {
        MlpTraining training = model.Mlp().Training;
        string members = training.Members.Count == 0 ? "a network" : Invariant($"an ensemble of {training.Members.Count} networks");
        string cost = training.OutOfFoldCost is { } held ? Invariant($"; cost of rows that a network did not train on {held:G4}") : "";
        Tables.Line(screen.Out, Invariant($"Trained {members} on {train.Count} rows{cost}."));
        foreach (string warning in training.Warnings)
        {
            Tables.Line(screen.Error, $"Warning: {warning}");
        }

        if (test is null)
        {
            return;
        }

        var measurement = new Measurement(plan.Task, plan.Classes, plan.Label.Name);
        measurement.Add(model, test);
        MeasureTable.Write(screen, measurement, Invariant($"On {measurement.Measure.Count} rows that were not trained on:"));
        Tables.Line(screen.Out, "--test 0 trains on all rows.");
    }

    private static void WriteReport(MLContext mlContext, TablePlan plan, ITransformer model, MemoryTable? test, string path)
    {
        if (test is null)
        {
            model.SaveReport(path);
            return;
        }

        FeaturePipeline pipeline = new(mlContext, plan);
        mlContext.SaveReport(model, pipeline.Label(test).Transform(test), path, pipeline.LabelColumn);
    }

    private static (double Share, string? File) Test(string text)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share))
        {
            return (0, text);
        }

        return share is >= 0 and <= 0.9 ? (share, null)
            : throw new UserError($"--test must be a share from 0 to 0.9, or a file, but was '{text}'.");
    }
}
