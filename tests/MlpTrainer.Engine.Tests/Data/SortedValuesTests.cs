using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Data;

public class SortedValuesTests
{
    private const int Features = 53, BlockRows = 4;

    [Theory, InlineData(1), InlineData(8), InlineData(64)]
    public void AGroupHasItsValuesInTheOrderOfTheRows(int groupFeatures)
    {
        var sorted = new SortedValues(rows: 11, BlockRows, Features, groupFeatures);
        foreach (int seed in (int[])[1, 2])             // a second batch finds nothing of the first
        {
            float[][] rows = Rows(seed, count: 11 - seed);
            Fill(sorted, rows);
            for (int block = 0; block < rows.Length; block += BlockRows)
            {
                for (int first = 0; first < Features; first += groupFeatures)
                {
                    GroupedValue[] expected = [.. Enumerable.Range(block, Math.Min(BlockRows, rows.Length - block)).SelectMany(row =>
                        Enumerable.Range(first, Math.Min(groupFeatures, Features - first)).Where(feature => rows[row][feature] != 0f)
                            .Select(feature => new GroupedValue((ushort)row, (ushort)(feature - first), rows[row][feature])))];
                    Assert.Equal(expected, Part(sorted.Group(first, rows.Length), block / BlockRows));
                }
            }
        }
    }

    private static GroupedValue[] Part(ValueGroup group, int part) =>
        group.Values[group.Start[part * group.Stride]..group.Start[(part * group.Stride) + 1]].ToArray();

    private static void Fill(SortedValues sorted, float[][] rows)
    {
        int[] indices = [.. rows.SelectMany(row => Enumerable.Range(0, Features).Where(feature => row[feature] != 0f))];
        float[] values = [.. rows.SelectMany(row => row.Where(value => value != 0f))];
        int[] start = [0, .. rows.Select((_, i) => rows[..(i + 1)].Sum(row => row.Count(value => value != 0f)))];
        sorted.Reserve(values.Length);
        for (int first = 0; first < rows.Length; first += BlockRows)
        {
            int end = Math.Min(first + BlockRows, rows.Length);
            Range all = start[first]..start[end];
            sorted.Sort(first, start.AsSpan(first..(end + 1)), indices.AsSpan(all), values.AsSpan(all));
        }
    }

    /// <summary>Rows of which a third is not zero; one row is empty.</summary>
    private static float[][] Rows(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
            Enumerable.Range(0, Features).Select(_ => i != 2 && random.Next(3) == 0 ? random.NextSingle() + 0.1f : 0f).ToArray())];
    }
}
