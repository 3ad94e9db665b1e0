using System.Text.Json;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>What one trainer reached on one table with one seed, as a JSON line holds it.</summary>
/// <param name="Data">The table's name.</param>
/// <param name="Task">Its task.</param>
/// <param name="Rows">Its rows that have a target.</param>
/// <param name="Columns">Its columns that are features.</param>
/// <param name="Trainer">The trainer's name.</param>
/// <param name="Seed">The seed of its <c>MLContext</c>.</param>
/// <param name="Folds">How many parts were predicted, each after training on the others.</param>
/// <param name="Loss">The mean over folds of log-loss, or of 1 − R².</param>
/// <param name="Accuracy">The mean over folds; null for numbers, as the next two.</param>
/// <param name="Auc">The mean over folds.</param>
/// <param name="CalibrationError">Of the rows of all folds together.</param>
/// <param name="Seconds">The median over folds of Fit's time; null in a recorded line whose time was that of a busy machine.</param>
internal sealed record QualityLine(
    string Data, TableTask Task, int Rows, int Columns, string Trainer, int Seed, int Folds,
    double Loss, double? Accuracy, double? Auc, double? CalibrationError, double? Seconds)
{
    /// <summary>The scores of predictions, one for each fold.</summary>
    public static QualityLine Of(TableRows rows, string trainer, int seed, IReadOnlyList<Predictions> folds, IReadOnlyList<double> seconds)
    {
        bool isNumber = rows.Table.Task == TableTask.Regression;
        double? OfClasses(Func<Predictions, double> score) =>
            isNumber ? null : folds.Select(score).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        return new QualityLine(
            rows.Table.Name, rows.Table.Task, rows.Count, rows.NumberCount + rows.TextCount, trainer, seed, folds.Count,
            folds.Average(isNumber ? Scores.Unexplained : Scores.LogLoss), OfClasses(Scores.Accuracy), OfClasses(Scores.Auc),
            isNumber ? null : Scores.CalibrationError(Predictions.Pooled(folds)), Median(seconds));
    }

    /// <summary>A line that <see cref="ToString"/> made.</summary>
    public static QualityLine Parse(string json)
    {
        JsonElement line = JsonDocument.Parse(json).RootElement;
        double? Number(string name) => line.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
        int Whole(string name) => line.GetProperty(name).GetInt32();
        return new QualityLine(
            line.GetProperty("data").GetString()!, Enum.Parse<TableTask>(line.GetProperty("task").GetString()!), Whole("rows"), Whole("columns"),
            line.GetProperty("trainer").GetString()!, Whole("seed"), Whole("folds"),
            Number("loss")!.Value, Number("acc"), Number("auc"), Number("ece"), Number("median_s"));
    }

    public override string ToString() =>
        JsonLine.Text(
            ("bench", "quality"), ("data", Data), ("task", Task.ToString()), ("rows", Rows), ("columns", Columns),
            ("trainer", Trainer), ("seed", Seed), ("folds", Folds), ("loss", Loss), ("acc", Accuracy), ("auc", Auc), ("ece", CalibrationError), ("median_s", Seconds));

    /// <summary>The middle value; the mean of the two middle ones where their number is even.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
