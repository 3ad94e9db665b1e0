using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class MatMulTests
{
    /// <summary>m, k, n: each runs through every length while the others stay, then the shapes that networks have.</summary>
    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int>();
            foreach (int length in Numbers.Lengths)
            {
                shapes.Add(length, 5, 37);
                shapes.Add(13, length, 35);
                shapes.Add(14, 6, length);
            }

            shapes.Add(200, 30, 100);
            shapes.Add(200, 100, 1);
            shapes.Add(25, 1, 100);
            shapes.Add(31, 784, 10);
            return shapes;
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void MultiplyAddsTheBiasToTheProduct(int m, int k, int n)
    {
        float[] a = Numbers.Random(m * k, 1), b = Numbers.Random(k * n, 2), bias = Numbers.Random(n, 3);
        var c = new Guarded(m * n);
        MatMul.Multiply(a, m, k, Packed(b, k, n), n, bias, c.Values);
        Numbers.AssertClose(Product(a, m, k, b, n, bias), c.Values, Tolerance(k));
        c.AssertUntouched();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void MultiplyReluCutsTheProductOffAtZero(int m, int k, int n)
    {
        float[] a = Numbers.Random(m * k, 1), b = Numbers.Random(k * n, 2);
        var c = new Guarded(m * n);
        MatMul.MultiplyRelu(a, m, k, Packed(b, k, n), n, [], c.Values);
        Numbers.AssertClose([.. Product(a, m, k, b, n, []).Select(value => Math.Max(0, value))], c.Values, Tolerance(k));
        c.AssertUntouched();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void MultiplyGatedKeepsTheProductWhereTheGateIsOpen(int m, int k, int n)
    {
        float[] a = Numbers.Random(m * k, 1), b = Numbers.Random(n * k, 2), gate = Numbers.Random(m * n, 4);
        float[] packed = new float[MatMul.PackedLength(k, n)];
        MatMul.PackTransposed(b, k, n, packed);
        var c = new Guarded(m * n);
        MatMul.MultiplyGated(a, m, k, packed, n, gate, c.Values);
        double[] product = Product(a, m, k, Transposed(b, n, k), n, []);
        Numbers.AssertClose([.. product.Select((value, i) => gate[i] > 0 ? value : 0)], c.Values, Tolerance(k));
        c.AssertUntouched();
    }

    [Theory]
    [InlineData(50, 20, 100)]
    [InlineData(50, 1, 100)]
    [InlineData(31, 1, 7)]
    [InlineData(64, 9, 32)]
    public void MultiplyGatedPackedEqualsPackingTheProduct(int rows, int k, int n)
    {
        float[] a = Numbers.Random(rows * k, 1), b = Numbers.Random(k * n, 2), gate = Numbers.Random(rows * n, 3), c = new float[rows * n];
        var packed = new Guarded((int)MatMul.PackedLength(rows, n));
        for (int first = 0; first < rows; first += 14)
        {
            int m = Math.Min(14, rows - first);
            MatMul.MultiplyGatedPacked(
                a.AsSpan(first * k, m * k), m, k, Packed(b, k, n), n, gate.AsSpan(first * n, m * n), packed.Values, first, rows);
        }

        MatMul.MultiplyGated(a, rows, k, Packed(b, k, n), n, gate, c);
        Assert.Equal(Packed(c, rows, n), packed.Values.ToArray());
        packed.AssertUntouched();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void TransposedProductTakesColumnsOfA(int columns, int rows, int n)
    {
        const int Before = 3, After = 2;
        int lda = Before + columns + After;
        float[] a = Numbers.Random(rows * lda, 1), b = Numbers.Random(rows * n, 2);
        float[] taken = Enumerable.Range(0, rows).SelectMany(row => a.AsSpan(row * lda + Before, columns).ToArray()).ToArray();
        double[] expected = Product(Transposed(taken, rows, columns), columns, rows, b, n, []);

        var c = new Guarded(columns * n, fill: 0f);
        MatMul.AddTransposedProduct(a, lda, Before, columns, Packed(b, rows, n), n, rows, c.Values, cIsZeros: true);
        Numbers.AssertClose(expected, c.Values, Tolerance(rows));
        MatMul.AddTransposedProduct(a, lda, Before, columns, Packed(b, rows, n), n, rows, c.Values, cIsZeros: false);
        Numbers.AssertClose([.. expected.Select(value => 2 * value)], c.Values, Tolerance(rows));
        c.AssertUntouched();
    }

    [Theory]
    [InlineData(40, 70)]
    [InlineData(33, 1)]
    [InlineData(20, 10)]
    [InlineData(7, 128)]
    public void RefreshingRowsOfThePackedFormEqualsPackingAnew(int k, int n)
    {
        float[] old = Numbers.Random(k * n, 1), changed = Numbers.Random(k * n, 2);
        float[] packed = Packed(old, k, n), transposed = new float[MatMul.PackedLength(n, k)], expected = new float[MatMul.PackedLength(n, k)];
        MatMul.PackTransposed(old, n, k, transposed);
        for (int first = 0; first < k; first += 6)
        {
            int count = Math.Min(6, k - first);
            MatMul.PackRows(changed, k, n, first, count, packed);
            MatMul.PackTransposedRows(changed, n, k, first, count, transposed);
        }

        MatMul.PackTransposed(changed, n, k, expected);
        Assert.Equal(Packed(changed, k, n), packed);
        Assert.Equal(expected, transposed);
    }

    [Fact]
    public void RowsDoNotDependOnTheirNeighbours()
    {
        const int M = 29, K = 50, N = 45;
        float[] a = Numbers.Random(M * K, 1), packed = Packed(Numbers.Random(K * N, 2), K, N), bias = Numbers.Random(N, 3);
        float[] all = new float[M * N], one = new float[N];
        MatMul.Multiply(a, M, K, packed, N, bias, all);
        for (int row = 0; row < M; row++)
        {
            MatMul.Multiply(a.AsSpan(row * K, K), 1, K, packed, N, bias, one);
            Assert.Equal(all[(row * N)..((row + 1) * N)], one);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void NotANumberPassesThroughRelu(int n)
    {
        float[] a = [1f, float.NaN], b = Numbers.Random(n, 1), c = new float[2 * n];
        MatMul.MultiplyRelu(a, 2, 1, Packed(b, 1, n), n, [], c);
        Assert.All(c[..n], value => Assert.False(float.IsNaN(value)));
        Assert.All(c[n..], value => Assert.True(float.IsNaN(value)));
    }

    /// <summary>The rounding of sums of k products of numbers in [−1, 1].</summary>
    private static double Tolerance(int k) => 5e-6 + 5e-8 * k;

    private static float[] Packed(float[] b, int k, int n)
    {
        float[] packed = new float[MatMul.PackedLength(k, n)];
        Array.Fill(packed, float.NaN);
        MatMul.Pack(b, k, n, packed);
        return packed;
    }

    private static float[] Transposed(float[] a, int rows, int columns) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => a[i % rows * columns + i / rows])];

    private static double[] Product(float[] a, int m, int k, float[] b, int n, float[] bias)
    {
        double[] c = new double[m * n];
        for (int row = 0; row < m; row++)
        {
            for (int column = 0; column < n; column++)
            {
                double sum = bias.Length == 0 ? 0 : bias[column];
                for (int i = 0; i < k; i++)
                {
                    sum += (double)a[row * k + i] * b[i * n + column];
                }

                c[row * n + column] = sum;
            }
        }

        return c;
    }
}
