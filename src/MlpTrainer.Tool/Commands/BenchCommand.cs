using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Measuring;
using MlpTrainer.Tool.Pipelines;
using MlpTrainer.Tool.Reading;
using MlpTrainer.Tool.Terminal;

namespace MlpTrainer.Tool.Commands;

/// <summary><c>mlp bench</c>: our trainer beside LightGBM on the user's own table.</summary>
internal sealed class BenchCommand
{
    private readonly ToolCommand _command = new("bench", "Compares the network with LightGBM on a table, by cross-validation: both with their default options, the same features and the same folds.")
    {
        Examples =
        [
            "mlp bench diamonds.csv --label price",
            "mlp bench mails.csv --label is_spam --folds 3 --effort quick",
        ],
    };

    private readonly Option<int> _folds = new("--folds") { Description = "How many folds; each is measured on once.", HelpName = "number", DefaultValueFactory = _ => 5 };
    private readonly InferenceArguments _table;
    private readonly TrainingArguments _training;

    private BenchCommand()
    {
        _table = new InferenceArguments(_command);
        _training = new TrainingArguments(_command);
        _folds.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, out int folds) || folds is < 2 or > 100))
            {
                result.AddError($"--folds must be a whole number from 2 to 100, but was '{text}'.");
            }
        });
        _command.Options.Add(_folds);
        CommandAction.Set(_command, Run);
    }

    public static Command Create() => new BenchCommand()._command;

    private void Run(ParseResult result, Screen screen, CancellationToken cancellation)
    {
        TrainingChoices choices = _training.Choices(result);
        (CsvSource source, TablePlan plan) = _table.Infer(result, screen, screen.Out, cancellation);
        MemoryTable table = PlanRows.Read(source, plan, _table.Missing(result), cancellation);
        int folds = result.GetValue(_folds);
        if (table.Count < 2 * folds)
        {
            throw new UserError(Invariant($"{source.Name} must have two rows for each of {folds} folds, but has {table.Count} with a label."));
        }

        int[] fold = Split.Folds(table, plan.Task, plan.Label.Name, folds, choices.Seed);
        List<Contest> contests = [new("MlpTrainer", []), new("LightGBM", [])];
        for (int held = 0; held < folds; held++)
        {
            MemoryTable train = table.Subset([.. Rows(fold, each => each != held)]), test = table.Subset([.. Rows(fold, each => each == held)]);
            foreach (Contest contest in contests)
            {
                cancellation.ThrowIfCancellationRequested();
                contest.Results.Add(Measure(screen, plan, train, test, contest, choices, Invariant($"{contest.Name}, fold {held + 1} of {folds}"), cancellation));
            }
        }

        Write(screen, plan, contests, folds);
    }

    private static (IMeasure Measure, double Seconds) Measure(
        Screen screen, TablePlan plan, MemoryTable train, MemoryTable test, Contest contest, TrainingChoices choices, string title, CancellationToken cancellation)
    {
        MLContext mlContext = new(choices.Seed);
        bool isOurs = contest.Name == "MlpTrainer";
        var time = Stopwatch.StartNew();
        ITransformer model = TrainingProgress.Run(screen, title, isOurs ? choices.Budget : null, progress => ModelTraining.Fit(mlContext, plan, train,
            pipeline => isOurs ? ModelTraining.Mlp(mlContext, plan.Task, pipeline, choices, progress, cancellation) : LightGbm.Trainer(mlContext, plan.Task, pipeline)));
        double seconds = time.Elapsed.TotalSeconds;
        var measurement = new Measurement(plan.Task, plan.Classes, plan.Label.Name);
        measurement.Add(model, test);
        return (measurement.Measure, seconds);
    }

    private static IEnumerable<int> Rows(int[] fold, Predicate<int> isWanted) => Enumerable.Range(0, fold.Length).Where(row => isWanted(fold[row]));

    private static void Write(Screen screen, TablePlan plan, List<Contest> contests, int folds)
    {
        bool isNumber = plan.Task == TaskKind.Regression, isBinary = plan.Task == TaskKind.Binary;
        Tables.Line(screen.Out, Invariant($"Means over {folds} folds, the same for both:"));
        Tables.Write(screen.Out, ["trainer", isNumber ? ">loss (1 − R²)" : ">loss (log-loss)", isNumber ? ">R²" : ">accuracy", isNumber ? ">mean absolute error" : ">AUC", ">seconds per fold"],
            contests.Select(IReadOnlyList<string> (contest) =>
            [
                contest.Name,
                Invariant($"{contest.Mean(measure => measure.Loss):F4}"),
                Invariant($"{contest.Mean(measure => measure is NumberMeasure numbers ? numbers.RSquared : ((ClassMeasure)measure).Accuracy):F4}"),
                isNumber ? Figure.Of(contest.Mean(measure => ((NumberMeasure)measure).MeanAbsoluteError)) : isBinary ? Invariant($"{contest.Mean(measure => ((ClassMeasure)measure).Auc):F4}") : "–",
                Invariant($"{contest.Results.Average(each => each.Seconds):F1}"),
            ]));
        int better = contests[0].Results.Zip(contests[1].Results).Count(pair => pair.First.Measure.Loss < pair.Second.Measure.Loss);
        Tables.Line(screen.Out, Invariant($"MlpTrainer's loss is the lower one in {better} of {folds} folds."));
    }

    /// <summary>A trainer and what it came to in each fold.</summary>
    private sealed record Contest(string Name, List<(IMeasure Measure, double Seconds)> Results)
    {
        public double Mean(Func<IMeasure, double> figure) => Results.Average(each => figure(each.Measure));
    }
}
