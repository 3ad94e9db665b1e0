using System.Globalization;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>The measurements as tables in Markdown: each trainer on each table, and each trainer against one of them and ours.</summary>
internal sealed class QualityReport
{
    private const string Ours = "mlp", Nothing = "–";

    /// <summary>The trainers' names and what tables call them; others, ours with other options, are called by their names.</summary>
    private static readonly Dictionary<string, string> s_titles = new()
    {
        [Ours] = "Mlp()", ["lightgbm"] = "LightGBM", ["lightgbm-strong"] = "LightGBM, stronger", ["fasttree"] = "FastTree",
        ["lbfgs"] = "linear, L-BFGS", ["sdca"] = "linear, SDCA",
    };

    private readonly string _baseline;
    private readonly string[] _trainers;
    private readonly QualityMeans _means;

    /// <param name="lines">Measurements; of those of one table, trainer and seed the last counts, and seeds are averaged.</param>
    /// <param name="baseline">The trainer that the others are compared with.</param>
    public QualityReport(IEnumerable<QualityLine> lines, string baseline = "lightgbm")
    {
        (_means, _baseline) = (new QualityMeans(lines), baseline);
        _trainers = [.. s_titles.Keys.Intersect(_means.Trainers), .. _means.Trainers.Except(s_titles.Keys)];
    }

    /// <summary>The report of a file of lines.</summary>
    public static QualityReport Read(string path, string baseline = "lightgbm") =>
        new(File.ReadLines(path).Where(line => line.Length > 0).Select(QualityLine.Parse), baseline);

    /// <summary>Both tables.</summary>
    public string Text() => $"{Scores()}\n\n{Summary()}";

    /// <summary>A row a table: loss, accuracy and seconds of each trainer, the least loss in bold.</summary>
    public string Scores()
    {
        string head = $"| Table | Rows × columns | Target | {string.Join(" | ", _trainers.Select(Title))} |";
        return string.Join('\n', [head, Rule(3 + _trainers.Length), .. _means.Tables.Select(Row)]);
    }

    /// <summary>A row a trainer: how it compares.</summary>
    public string Summary()
    {
        string other = Title(_baseline);
        string[] heads =
        [
            "Trainer", $"mean ln(loss/{other}'s)", $"better than {other}", .. OnlyBesideOthers($"{Title(Ours)} better"),
            $"accuracy against {other}'s", "calibration error", $"time/{other}'s, median",
        ];
        return string.Join('\n', [$"| {string.Join(" | ", heads)} |", Rule(heads.Length), .. _trainers.Select(Compared)]);
    }

    private static string Title(string trainer) => s_titles.GetValueOrDefault(trainer, trainer);

    private string Row(string table)
    {
        QualityLine?[] all = [.. _trainers.Select(trainer => _means.Of(table, trainer))];
        QualityLine any = all.First(line => line is not null)!;
        double least = all.Min(line => line?.Loss ?? double.PositiveInfinity);
        string target = any.Task == TableTask.Regression ? "a number" : Text($"{TableRows.Of(Table.Named(table)).Classes.Length} classes");
        IEnumerable<string> cells = all.Select(line => line is null ? Nothing : Cell(line, line.Loss == least));
        return Text($"| {table} | {any.Rows:N0} × {any.Columns} | {target} | {string.Join(" | ", cells)} |");
    }

    private static string Cell(QualityLine line, bool isBest)
    {
        string loss = line.Loss < 0.1 ? Text($"{line.Loss:F4}") : Text($"{line.Loss:F3}");
        string accuracy = line.Accuracy is { } share ? Text($", {share:P1}") : "", time = line.Seconds is { } seconds ? Text($", {seconds:G2} s") : "";
        return (isBest ? $"**{loss}**" : loss) + accuracy + time;
    }

    private string Compared(string trainer)
    {
        IReadOnlyList<(QualityLine Own, QualityLine Other)> pairs = _means.Pairs(trainer, _baseline), ours = _means.Pairs(trainer, Ours);
        string[] cells =
        [
            Mean(pairs.Select(pair => (double?)Math.Log(pair.Own.Loss / pair.Other.Loss)), "+0.000;−0.000;0"),
            trainer == _baseline ? Nothing : Share(pairs.Count(pair => pair.Own.Loss < pair.Other.Loss), pairs.Count),
            .. OnlyBesideOthers(trainer == Ours ? Nothing : Share(ours.Count(pair => pair.Other.Loss < pair.Own.Loss), ours.Count)),
            Mean(pairs.Select(pair => 100 * (pair.Own.Accuracy - pair.Other.Accuracy)), "+0.0 points;−0.0 points;0 points"),
            Mean(_means.Tables.Select(table => _means.Of(table, trainer)?.CalibrationError), "0.000"),
            Median([.. pairs.Select(pair => pair.Own.Seconds / pair.Other.Seconds).OfType<double>()]),
        ];
        return $"| {Title(trainer)} | {string.Join(" | ", cells)} |";
    }

    /// <summary>What says nothing new where ours is the one to compare with.</summary>
    private string[] OnlyBesideOthers(string cell) => _baseline == Ours ? [] : [cell];

    /// <summary>The mean of the values that there are.</summary>
    private static string Mean(IEnumerable<double?> values, string format) => values.Average()?.ToString(format, CultureInfo.InvariantCulture) ?? Nothing;

    private static string Median(double[] values) => values.Length == 0 ? Nothing : Text($"{QualityLine.Median(values):0.0}");

    private static string Share(int count, int all) => all == 0 ? Nothing : Text($"{count} of {all}");

    private static string Rule(int columns) => $"|{string.Concat(Enumerable.Repeat("---|", columns))}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
