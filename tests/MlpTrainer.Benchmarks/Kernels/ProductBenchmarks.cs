using BenchmarkDotNet.Attributes;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Benchmarks.Kernels;

/// <summary>Matrix products C [m×n] = A [m×k]·B [k×n] as the workloads' layers ask for them, and packing.</summary>
public unsafe class ProductBenchmarks : KernelBenchmarks
{
    private const int Largest = 1024 * 1024;
    private const double ReluZeros = 0.5, PictureZeros = 0.8;

    private static readonly float* s_a = Draw(Largest), s_halfZero = Draw(Largest, ReluZeros), s_mostlyZero = Draw(Largest, PictureZeros);
    private static readonly float* s_b = Draw(Largest), s_bias = Draw(Largest), s_gate = Draw(Largest), s_c = Draw(Largest);

    /// <summary>max(0, A·B + bias).</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(200, 30, 100), Arguments(256, 256, 256), Arguments(128, 784, 512), Arguments(128, 256, 10)]
    public void Forward(int m, int k, int n) => Multiply(s_a, m, k, n, TileEnd.Store);

    /// <summary>As <see cref="Forward"/> where half of A is zero, as after a ReLU; zeros count as work.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(256, 256, 256)]
    public void ForwardHalfZero(int m, int k, int n) => Multiply(s_halfZero, m, k, n, TileEnd.Store);

    /// <summary>As <see cref="Forward"/> where four fifths of A are zero, as in W3's pictures; zeros count as work.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(128, 784, 512)]
    public void ForwardMostlyZero(int m, int k, int n) => Multiply(s_mostlyZero, m, k, n, TileEnd.Store);

    /// <summary>A·B where the gate is open: the delta product.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(256, 256, 256)]
    public void Delta(int m, int k, int n) => Multiply(s_a, m, k, n, TileEnd.Gate);

    /// <summary>Aᵀ·B, A being [k×m]: the weight gradient.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(30, 200, 100), Arguments(256, 256, 256)]
    public void WeightGradient(int m, int k, int n) => MultiplyTransposed(s_a, m, k, n);

    /// <summary>As <see cref="WeightGradient"/> where half of A is zero.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(256, 256, 256)]
    public void WeightGradientHalfZero(int m, int k, int n) => MultiplyTransposed(s_halfZero, m, k, n);

    [Benchmark, Work(8, "GB/s")]
    [Arguments(256, 256)]
    public void Pack(int k, int n) => Tier.PackRows(s_b, k, n, 0, k, s_c);

    [Benchmark, Work(8, "GB/s")]
    [Arguments(256, 256)]
    public void PackTransposed(int k, int n) => Tier.PackTransposedRows(s_b, k, n, 0, n, s_c);

    private void Multiply(float* a, int m, int k, int n, TileEnd end) => Tier.Multiply(new ProductOperands
    {
        A = a, RowStride = k, StepStride = 1, M = m, K = k, N = n, PackedB = s_b, Bias = s_bias, Floor = 0f, End = end, Gate = s_gate, C = s_c,
    });

    private void MultiplyTransposed(float* a, int m, int k, int n) => Tier.Multiply(new ProductOperands
    {
        A = a, RowStride = 1, StepStride = m, M = m, K = k, N = n, PackedB = s_b, Floor = float.NegativeInfinity, C = s_c,
    });
}
