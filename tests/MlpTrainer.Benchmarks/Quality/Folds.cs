namespace MlpTrainer.Benchmarks.Quality;

/// <summary>Cuts rows into parts of equal size, the same for every trainer.</summary>
internal static class Folds
{
    private const int Seed = 20261124;

    /// <summary>The part of each row, from 0: dealt like cards after a shuffle by a fixed seed, class by class where labels are classes.</summary>
    /// <param name="labels">The label of each row.</param>
    /// <param name="areClasses">Whether labels are classes, which are then spread evenly.</param>
    /// <param name="count">The number of parts, at least 2.</param>
    public static int[] Deal(double[] labels, bool areClasses, int count)
    {
        int[] parts = new int[labels.Length];
        var random = new Random(Seed);
        int next = 0;
        IEnumerable<IGrouping<double, int>> together = Enumerable.Range(0, labels.Length).GroupBy(row => areClasses ? labels[row] : 0);
        foreach (IGrouping<double, int> rows in together.OrderBy(rows => rows.Key))
        {
            int[] members = [.. rows];
            random.Shuffle(members);
            foreach (int row in members)
            {
                parts[row] = next++ % count;
            }
        }

        return parts;
    }
}
