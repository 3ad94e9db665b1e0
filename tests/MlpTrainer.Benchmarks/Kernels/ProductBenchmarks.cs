using BenchmarkDotNet.Attributes;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Benchmarks.Kernels;

/// <summary>Matrix products C [m×n] = A [m×k]·B [k×n] as the workloads' layers ask for them, and packing.</summary>
public unsafe class ProductBenchmarks : KernelBenchmarks
{
    private const int Largest = 1024 * 1024;
    private const double ReluZeros = 0.5, PictureZeros = 0.8;

    private static readonly float* A = Draw(Largest), HalfZero = Draw(Largest, ReluZeros), MostlyZero = Draw(Largest, PictureZeros);
    private static readonly float* B = Draw(Largest), Bias = Draw(Largest), Gate = Draw(Largest), C = Draw(Largest);

    /// <summary>max(0, A·B + bias).</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(200, 30, 100), Arguments(256, 256, 256), Arguments(128, 784, 512), Arguments(128, 256, 10)]
    public void Forward(int m, int k, int n) => Multiply(A, m, k, n, TileEnd.Store);

    /// <summary>As <see cref="Forward"/> where half of A is zero, as after a ReLU; zeros count as work.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(256, 256, 256)]
    public void ForwardHalfZero(int m, int k, int n) => Multiply(HalfZero, m, k, n, TileEnd.Store);

    /// <summary>As <see cref="Forward"/> where four fifths of A are zero, as in W3's pictures; zeros count as work.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(128, 784, 512)]
    public void ForwardMostlyZero(int m, int k, int n) => Multiply(MostlyZero, m, k, n, TileEnd.Store);

    /// <summary>A·B where the gate is open: the delta product.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(256, 256, 256)]
    public void Delta(int m, int k, int n) => Multiply(A, m, k, n, TileEnd.Gate);

    /// <summary>Aᵀ·B, A being [k×m]: the weight gradient.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(30, 200, 100), Arguments(256, 256, 256)]
    public void WeightGradient(int m, int k, int n) => MultiplyTransposed(A, m, k, n);

    /// <summary>As <see cref="WeightGradient"/> where half of A is zero.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(256, 256, 256)]
    public void WeightGradientHalfZero(int m, int k, int n) => MultiplyTransposed(HalfZero, m, k, n);

    [Benchmark, Work(8, "GB/s")]
    [Arguments(256, 256)]
    public void Pack(int k, int n) => Tier.PackRows(B, k, n, 0, k, C);

    [Benchmark, Work(8, "GB/s")]
    [Arguments(256, 256)]
    public void PackTransposed(int k, int n) => Tier.PackTransposedRows(B, k, n, 0, n, C);

    private void Multiply(float* a, int m, int k, int n, TileEnd end) => Tier.Multiply(new ProductOperands
    {
        A = a, RowStride = k, StepStride = 1, M = m, K = k, N = n, PackedB = B, Bias = Bias, Floor = 0f, End = end, Gate = Gate, C = C,
    });

    private void MultiplyTransposed(float* a, int m, int k, int n) => Tier.Multiply(new ProductOperands
    {
        A = a, RowStride = 1, StepStride = m, M = m, K = k, N = n, PackedB = B, Floor = float.NegativeInfinity, C = C,
    });
}
