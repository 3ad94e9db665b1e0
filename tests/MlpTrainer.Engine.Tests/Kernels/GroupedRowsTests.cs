using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class GroupedRowsTests
{
    public static TheoryData<int> Lengths => [.. Numbers.Lengths.Where(width => width > 0)];

    [Theory, MemberData(nameof(Lengths))]
    public void EveryValueAddsItsRowToItsFeature(int width)
    {
        float[] matrix = Numbers.Random(5 * width, 1), start = Numbers.Random(3 * width, 2);
        GroupedValue[] group = [new(0, 2, 0.5f), new(1, 0, -1.5f), new(1, 2, 2f), new(4, 2, 0.25f)];
        double[] expected = [.. start.Select(value => (double)value)];
        foreach (GroupedValue value in group)
        {
            for (int j = 0; j < width; j++)
            {
                expected[value.Feature * width + j] += (double)value.Value * matrix[value.Row * width + j];
            }
        }

        var sums = new Guarded(3 * width);
        start.CopyTo(sums.Values);
        GroupedRows.Add(matrix, width, new ValueGroup(group, [0, 3, -1, 3, 3, -1, 3, 4], stride: 3), sums.Values);     // the second part is empty
        Numbers.AssertClose(expected, sums.Values);
        sums.AssertUntouched();
    }

    [Fact]
    public void TheBitsAreThoseOfSelectedRows()
    {
        const int Width = 45;
        float[] matrix = Numbers.Random(6 * Width, 1), grouped = new float[2 * Width], selected = new float[Width];
        GroupedValue[] values = [new(0, 1, 0.3f), new(2, 0, 1f), new(2, 1, -1.7f), new(5, 1, 2f)];
        GroupedRows.Add(matrix, Width, new ValueGroup(values, [0, 4], stride: 2), grouped);
        SelectedRows.Add(matrix, [0, 2, 5], [0.3f, -1.7f, 2f], selected);
        Assert.Equal(selected, grouped[Width..]);
    }
}
