using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class SelectedRowsTests
{
    public static TheoryData<int> Lengths => [.. Numbers.Lengths];

    [Theory, MemberData(nameof(Lengths))]
    public void SelectedRowsAreAddedWithTheirFactors(int width)
    {
        int[] rows = [4, 0, 4, 2];
        float[] matrix = Numbers.Random(5 * width, 1), start = Numbers.Random(width, 2), factors = Numbers.Random(rows.Length, 3);
        double[] expected = [.. Enumerable.Range(0, width).Select(j => start[j] + rows.Zip(factors, (row, factor) => (double)factor * matrix[row * width + j]).Sum())];
        var sums = new Guarded(width);
        start.CopyTo(sums.Values);
        SelectedRows.Add(matrix, rows, factors, sums.Values);
        Numbers.AssertClose(expected, sums.Values);
        sums.AssertUntouched();
    }

    [Fact]
    public void ASparseRowHasTheBitsOfADenseOne()
    {
        const int K = 30, N = 45;
        float[] weights = Numbers.Random(K * N, 1), bias = Numbers.Random(N, 2), x = new float[K], dense = new float[N], sparse = [.. bias];
        (x[3], x[7], x[29]) = (0.3f, -1.7f, 2f);
        float[] packed = new float[MatMul.PackedLength(K, N)];
        MatMul.Pack(weights, K, N, packed);
        MatMul.Multiply(x, 1, K, packed, N, bias, dense);
        SelectedRows.Add(weights, [3, 7, 29], [0.3f, -1.7f, 2f], sparse);
        Assert.Equal(dense, sparse);
    }
}
