using System.Diagnostics;
using Microsoft.ML;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>Everybody's default options on the project's tables, in ordinary pipelines, on the same folds: a JSON line each, then tables in Markdown.</summary>
/// <remarks>
/// <c>--to FILE</c> adds the lines to a file, <c>--from FILE</c> only prints the tables of such a file. Of lines of one table, trainer and seed the last counts.
/// <c>--rows N</c> trains on N rows of each fold only, of each class its share: what small tables get. Test rows of classes that are not among them do not count.
/// <c>--against NAME</c> says with whom the others are compared. Trainers that take no notice of the seed are trained with the first one only.
/// </remarks>
internal static class QualityRun
{
    public static void Run(Arguments arguments)
    {
        string against = arguments.Text("against", "lightgbm");
        if (arguments.Text("from", "") is { Length: > 0 } from)
        {
            Console.WriteLine(QualityReport.Read(from, against).Text());
            return;
        }

        string to = arguments.Text("to", "");
        int folds = arguments.Number("folds", 5), threads = arguments.Number("threads", 0), most = arguments.Number("rows", int.MaxValue);
        string[] trainers = arguments.List("trainers", string.Join(',', Contender.All.Select(contender => contender.Name)));
        Contender[] contenders = [.. trainers.Select(Contender.Named)];
        int[] seeds = [.. arguments.List("seeds", "1,2,3").Select(int.Parse)];
        List<QualityLine> lines = [];
        string[] tables = arguments.List("data", string.Join(',', Table.All.Select(table => table.Name)));
        foreach (Table table in tables.Select(Table.Named))
        {
            TableRows rows = TableRows.Of(table);
            foreach (Contender contender in contenders.Where(contender => contender.Takes(table.Task)))
            {
                foreach (int seed in contender.HeedsSeed ? seeds : seeds[..1])
                {
                    QualityLine line = Score(rows, contender, seed, new Cut(folds, most), threads == 0 ? null : threads);
                    lines.Add(line);
                    Console.WriteLine(line);
                    if (to.Length > 0)
                    {
                        File.AppendAllText(to, $"{line}\n");
                    }
                }
            }
        }

        Console.WriteLine();
        Console.WriteLine(new QualityReport(lines, against).Text());
    }

    private static QualityLine Score(TableRows rows, Contender contender, int seed, Cut cut, int? threads)
    {
        int[] parts = Folds.Deal(rows.Labels, rows.Table.Task != TableTask.Regression, cut.Folds);
        List<Predictions> predictions = [];
        List<double> seconds = [];
        for (int fold = 0; fold < cut.Folds; fold++)
        {
            int[] train = Some(rows, [.. Enumerable.Range(0, rows.Count).Where(row => parts[row] != fold)], cut.MostRows);
            int[] test = [.. Enumerable.Range(0, rows.Count).Where(row => parts[row] == fold)];
            (Predictions predicted, double time) = Fold(new MLContext(seed), rows, contender, train, test, threads);
            predictions.Add(predicted);
            seconds.Add(time);
        }

        return QualityLine.Of(rows, contender.Name, seed, predictions, seconds);
    }

    /// <summary>At most so many of the rows, spread over the classes as these are.</summary>
    private static int[] Some(TableRows rows, int[] chosen, int most)
    {
        if (chosen.Length <= most)
        {
            return chosen;
        }

        int parts = Math.Max(2, chosen.Length / most);
        int[] dealt = Folds.Deal([.. chosen.Select(row => rows.Labels[row])], rows.Table.Task != TableTask.Regression, parts);
        return [.. chosen.Where((_, place) => dealt[place] == 0).Take(most)];
    }

    /// <summary>Trains on some rows and predicts others.</summary>
    private static (Predictions Predictions, double Seconds) Fold(
        MLContext ml, TableRows rows, Contender contender, int[] rowsToTrain, int[] rowsToTest, int? threads)
    {
        (int[] train, int[] heldOut) = HoldOut(rows, rowsToTrain, contender.HeldOutOneIn);
        IDataView trainView = TableView.Of(ml, rows, train);
        IDataView? heldOutView = heldOut.Length > 0 ? TableView.Of(ml, rows, heldOut) : null;
        IDataView test = TableView.Of(ml, rows, rowsToTest);

        long start = Stopwatch.GetTimestamp();
        ITransformer features = FeaturePipeline.Of(ml, rows, contender).Fit(trainView);
        ITransformer model = contender.Fit(
            ml, rows.Table.Task, features.Transform(trainView), heldOutView is null ? null : features.Transform(heldOutView), threads);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (PredictionReader.Read(rows, model.Transform(features.Transform(test))), seconds);
    }

    private static (int[] Train, int[] HeldOut) HoldOut(TableRows rows, int[] chosen, int oneIn)
    {
        if (oneIn == 0)
        {
            return (chosen, []);
        }

        int[] parts = Folds.Deal([.. chosen.Select(row => rows.Labels[row])], rows.Table.Task != TableTask.Regression, oneIn);
        return ([.. chosen.Where((_, place) => parts[place] != 0)], [.. chosen.Where((_, place) => parts[place] == 0)]);
    }

    /// <summary>How many parts there are, and how many rows of the others are trained on at most.</summary>
    private sealed record Cut(int Folds, int MostRows);
}
