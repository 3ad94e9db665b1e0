using MlpTrainer.Reports.Measures;

namespace MlpTrainer.Reports.Sections;

/// <summary>The classes of a confusion matrix that has room: of very many those with the most errors, and the others summed up.</summary>
internal sealed class ShownClasses
{
    private const int Most = 30;

    public ShownClasses(TestRows test)
    {
        int all = test.Classes.Count;
        long[] errors = [.. Enumerable.Range(0, all).Select(k => Enumerable.Range(0, all).Where(j => j != k).Sum(j => test.Confusion[k, j] + test.Confusion[j, k]))];
        int[] shown = all <= Most ? [.. Enumerable.Range(0, all)] : [.. Enumerable.Range(0, all).OrderByDescending(k => errors[k]).Take(Most - 1).Order()];
        Others = all - shown.Length;
        Names = Others == 0 ? test.Classes : [.. shown.Select(k => test.Classes[k]), $"{Number.Of(Others)} others"];
        int[] place = new int[all];
        Array.Fill(place, shown.Length);
        for (int i = 0; i < shown.Length; i++)
        {
            place[shown[i]] = i;
        }

        Counts = new long[Names.Count, Names.Count];
        for (int i = 0; i < all; i++)
        {
            for (int j = 0; j < all; j++)
            {
                Counts[place[i], place[j]] += test.Confusion[i, j];
            }
        }
    }

    public IReadOnlyList<string> Names { get; }

    public long[,] Counts { get; }

    /// <summary>How many classes are summed up in the last row and column.</summary>
    public int Others { get; }
}
