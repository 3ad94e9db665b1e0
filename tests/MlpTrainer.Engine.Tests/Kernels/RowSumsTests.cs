using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class RowSumsTests
{
    public static TheoryData<int> Lengths => [.. Numbers.Lengths];

    [Theory, MemberData(nameof(Lengths))]
    public void RowsAreAddedUpPackedOrNot(int width)
    {
        const int Rows = 11;
        float[] a = Numbers.Random(Rows * width, 1), start = Numbers.Random(width, 2), packed = new float[MatMul.PackedLength(Rows, width)];
        MatMul.Pack(a, Rows, width, packed);
        double[] expected = [.. start.Select((value, j) => value + Enumerable.Range(0, Rows).Sum(row => (double)a[row * width + j]))];
        (Guarded sums, Guarded fromPacked) = (new Guarded(width), new Guarded(width));
        start.CopyTo(sums.Values);
        start.CopyTo(fromPacked.Values);
        RowSums.Add(a, sums.Values);
        RowSums.AddPacked(packed, Rows, fromPacked.Values);
        Numbers.AssertClose(expected, sums.Values);
        Assert.Equal(sums.Values.ToArray(), fromPacked.Values.ToArray());
        sums.AssertUntouched();
        fromPacked.AssertUntouched();
    }
}
