using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

/// <summary>Products whose A has zeros, against sums of all steps in ascending order, which they must equal exactly.</summary>
public class SkippingProductTests
{
    /// <summary>m, k, n around the blocks of 64 rows and steps and the groups of eight registers, and the share of A that is not zero.</summary>
    public static TheoryData<int, int, int, double> Cases
    {
        get
        {
            var cases = new TheoryData<int, int, int, double>();
            foreach (double density in (double[])[0, 0.02, 0.2, 0.5, 0.9, 1])
            {
                foreach ((int m, int k, int n) in ((int, int, int)[])
                    [(1, 1, 2), (3, 63, 7), (20, 64, 16), (33, 65, 64), (64, 130, 100), (65, 31, 128), (130, 100, 130), (17, 200, 257), (9, 128, 48)])
                {
                    cases.Add(m, k, n, density);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void ForwardAddsTheStepsInOrder(int m, int k, int n, double density)
    {
        float[] a = Sparse(m * k, density), b = Numbers.Random(k * n, 2), bias = Numbers.Random(n, 3);
        var c = new Guarded(m * n);
        MatMul.MultiplyRelu(a, m, k, Packed(b, k, n), n, bias, c.Values);
        Assert.Equal(Sums(a, k, 1, m, k, b, n, bias).Select(sum => Math.Max(0f, sum)), c.Values.ToArray());
        c.AssertUntouched();
    }

    [Theory, MemberData(nameof(Cases))]
    public void TheGateStandsBehindTheSum(int m, int k, int n, double density)
    {
        float[] a = Sparse(m * k, density), b = Numbers.Random(k * n, 2), gate = Numbers.Random(m * n, 3);
        var c = new Guarded(m * n);
        MatMul.MultiplyGated(a, m, k, Packed(b, k, n), n, gate, c.Values);
        float[] expected = [.. Sums(a, k, 1, m, k, b, n, []).Select((sum, i) => gate[i] > 0 ? sum : 0f)];
        Assert.Equal(expected, c.Values.ToArray());
        c.AssertUntouched();

        const int Before = 2, After = 3;
        var packed = new Guarded((int)MatMul.PackedLength(Before + m + After, n), fill: 0f);
        MatMul.MultiplyGatedPacked(a, m, k, Packed(b, k, n), n, gate, packed.Values, Before, Before + m + After);
        float[] framed = [.. new float[Before * n], .. expected, .. new float[After * n]];
        Assert.Equal(Packed(framed, Before + m + After, n), packed.Values.ToArray());
        packed.AssertUntouched();
    }

    [Theory, MemberData(nameof(Cases))]
    public void TheWeightGradientTakesColumnsOfA(int columns, int rows, int n, double density)
    {
        int lda = columns + 5;
        float[] a = Sparse(rows * lda, density), b = Numbers.Random(rows * n, 2);
        var c = new Guarded(columns * n, fill: 0f);
        MatMul.AddTransposedProduct(a, lda, 3, columns, Packed(b, rows, n), n, rows, c.Values, cIsZeros: true);
        float[] expected = Sums(a[3..], 1, lda, columns, rows, b, n, []);
        Assert.Equal(expected, c.Values.ToArray());
        MatMul.AddTransposedProduct(a, lda, 3, columns, Packed(b, rows, n), n, rows, c.Values, cIsZeros: false);
        Assert.Equal(expected.Select(sum => sum + sum), c.Values.ToArray());
        c.AssertUntouched();
    }

    [Fact]
    public void WeightsThatFaceOnlyZerosAreNotRead()
    {
        const int M = 70, K = 100, N = 140;
        float[] a = Sparse(M * K, 0.3), b = Numbers.Random(K * N, 2), c = new float[M * N];
        for (int row = 0; row < M; row++)
        {
            a[row * K + 77] = 0f;
        }

        b.AsSpan(77 * N, N).Fill(float.PositiveInfinity);
        MatMul.Multiply(a, M, K, Packed(b, K, N), N, [], c);
        Assert.All(c, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void NotANumberInAIsNotAZero()
    {
        const int M = 70, K = 100, N = 140;
        float[] a = Sparse(M * K, 0.1), b = Packed(Numbers.Random(K * N, 2), K, N), c = new float[M * N];
        a[40 * K + 77] = float.NaN;
        MatMul.MultiplyRelu(a, M, K, b, N, [], c);
        Assert.All(c[(40 * N)..(41 * N)], value => Assert.True(float.IsNaN(value)));
        Assert.DoesNotContain(float.NaN, c[..(40 * N)]);
        Assert.DoesNotContain(float.NaN, c[(41 * N)..]);
    }

    private static float[] Sparse(int count, double density)
    {
        var random = new Random(5);
        return [.. Numbers.Random(count, 1).Select(value => random.NextDouble() < density ? value : 0f)];
    }

    private static float[] Packed(float[] b, int k, int n)
    {
        float[] packed = new float[MatMul.PackedLength(k, n)];
        MatMul.Pack(b, k, n, packed);
        return packed;
    }

    private static float[] Sums(float[] a, int rowStride, int stepStride, int m, int k, float[] b, int n, float[] bias)
    {
        float[] sums = new float[m * n];
        for (int row = 0; row < m; row++)
        {
            for (int column = 0; column < n; column++)
            {
                float sum = bias.Length == 0 ? 0f : bias[column];
                for (int i = 0; i < k; i++)
                {
                    sum = float.MultiplyAddEstimate(a[row * rowStride + i * stepStride], b[i * n + column], sum);
                }

                sums[row * n + column] = sum;
            }
        }

        return sums;
    }
}
