using BenchmarkDotNet.Attributes;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Benchmarks;

/// <summary>The products of the workloads' first layers, forward and weight gradient, and packing.</summary>
[MemoryDiagnoser]
public class MatMulBenchmarks
{
    private float[] _a = [], _b = [], _bias = [], _packed = [], _c = [];

    [Params("200x30x100", "256x256x256", "128x784x512", "128x256x10", "200x100x1")]
    public string Shape { get; set; } = "";

    private int M { get; set; }

    private int K { get; set; }

    private int N { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        int[] sizes = [.. Shape.Split('x').Select(size => int.Parse(size, System.Globalization.CultureInfo.InvariantCulture))];
        (M, K, N) = (sizes[0], sizes[1], sizes[2]);
        var random = new Random(1);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
        (_a, _b, _bias, _c) = (Draw(M * K), Draw(K * N), Draw(N), Draw(Math.Max(M, K) * N));
        _packed = new float[MatMul.PackedLength(Math.Max(M, K), N)];
        MatMul.Pack(_b, K, N, _packed);
    }

    /// <summary>max(0, A·B + bias): 2·M·K·N operations.</summary>
    [Benchmark]
    public void Forward() => MatMul.MultiplyRelu(_a, M, K, _packed, N, _bias, _c);

    /// <summary>Aᵀ·δ, as many operations, δ [M×N] packed.</summary>
    [Benchmark]
    public void WeightGradient() => MatMul.TransposedProduct(_a, K, 0, K, _packed, N, M, _c, accumulate: false);

    [Benchmark]
    public void PackWeights() => MatMul.Pack(_b, K, N, _packed);
}
