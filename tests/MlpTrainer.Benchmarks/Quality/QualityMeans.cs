namespace MlpTrainer.Benchmarks.Quality;

/// <summary>What each trainer reached on each table, in the mean over its seeds.</summary>
internal sealed class QualityMeans
{
    private readonly Dictionary<(string Data, string Trainer), QualityLine> _means;

    /// <param name="lines">Measurements; of those of one table, trainer and seed the last counts.</param>
    public QualityMeans(IEnumerable<QualityLine> lines)
    {
        _means = lines.GroupBy(line => (line.Data, line.Trainer, line.Seed)).Select(same => same.Last())
            .GroupBy(line => (line.Data, line.Trainer)).ToDictionary(seeds => seeds.Key, seeds => Mean([.. seeds]));
        Tables = [.. Table.All.Select(table => table.Name).Where(name => _means.Keys.Any(key => key.Data == name))];
        Trainers = [.. _means.Keys.Select(key => key.Trainer).Distinct()];
    }

    /// <summary>The tables that were measured, in <see cref="Table.All"/>'s order.</summary>
    public IReadOnlyList<string> Tables { get; }

    /// <summary>The trainers that were measured, in the order of the lines.</summary>
    public IReadOnlyList<string> Trainers { get; }

    /// <summary>The mean of a trainer on a table, or null where it was not measured.</summary>
    public QualityLine? Of(string table, string trainer) => _means.GetValueOrDefault((table, trainer));

    /// <summary>Two trainers' means on the tables that both have.</summary>
    public IReadOnlyList<(QualityLine Own, QualityLine Other)> Pairs(string own, string other) =>
        [.. Tables.Where(table => Of(table, own) is not null && Of(table, other) is not null).Select(table => (Of(table, own)!, Of(table, other)!))];

    private static QualityLine Mean(QualityLine[] seeds) => seeds[0] with
    {
        Loss = seeds.Average(line => line.Loss),
        Accuracy = seeds.Average(line => line.Accuracy),
        Auc = seeds.Average(line => line.Auc),
        CalibrationError = seeds.Average(line => line.CalibrationError),
        Seconds = seeds.Average(line => line.Seconds),
    };
}
