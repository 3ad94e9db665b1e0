using BenchmarkDotNet.Attributes;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Benchmarks.Kernels;

/// <summary>Kernels over rows: layers with one output, sparse layers, scaling of features, ReLU by itself.</summary>
public unsafe class RowBenchmarks : KernelBenchmarks
{
    private const int Most = 1 << 17;

    private static readonly float* A = Draw(Most), B = Draw(Most), Gate = Draw(Most), C = Draw(Most);
    private static readonly int[] Rows = RowNumbers();
    private static readonly GroupedValue[] Group = [.. Rows.Select((row, i) => new GroupedValue((ushort)row, (ushort)(i / 4), 0.5f))];

    /// <summary>A [m×k] times a vector.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(200, 100)]
    public void Dot(int m, int k) => Tier.Dot(A, m, k, B, 0f, 0f, C);

    /// <summary>A vector times A [m×k]: one output's weight gradient; with weights 1 the gradient of biases.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(200, 100)]
    public void AddWeightedRows(int m, int k) => Tier.AddWeightedRows(A, k, k, B, m, C);

    /// <summary>One output's gated delta product: an outer product.</summary>
    [Benchmark, Work(8, "GB/s")]
    [Arguments(200, 100)]
    public void Outer(int m, int n) => Tier.Outer(A, m, B, n, Gate, C);

    [Benchmark, Work(8, "GB/s")]
    [Arguments(200, 100)]
    public void OuterPacked(int m, int n) => Tier.OuterPacked(A, m, B, n, Gate, C, 0, m);

    /// <summary>A sparse row's product: some rows of a matrix, each with its factor.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(40, 64)]
    public void AddSelectedRows(int count, int width)
    {
        fixed (int* rows = Rows)
        {
            Tier.AddSelectedRows(A, width, rows, B, null, count, C);
        }
    }

    /// <summary>A sparse layer's gradient: values of a batch, each times its row of δ, added to one of 16 features.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(40, 64)]
    public void AddGroupedRows(int count, int width)
    {
        int* start = stackalloc[] { 0, count };
        fixed (GroupedValue* group = Group)
        {
            Tier.AddGroupedRows(A, width, group, start, stride: 2, parts: 1, C);
        }
    }

    [Benchmark, Work(8, "GB/s")]
    [Arguments(96, 30)]
    public void Standardize(int rows, int width) => Tier.Standardize(A, rows, width, B, Gate, null, imputeMissing: true, C);

    [Benchmark, Work(8, "GB/s")]
    [Arguments(96, 30)]
    public void StandardizeAndSaturate(int rows, int width) => Tier.Standardize(A, rows, width, B, Gate, B, imputeMissing: true, C);

    [Benchmark, Work(8, "GB/s")]
    [Arguments(20_000)]
    public void Relu(int count) => Tier.Relu(A, C, count);

    [Benchmark, Work(12, "GB/s")]
    [Arguments(20_000)]
    public void ReluGate(int count) => Tier.Gate(Gate, C, count);

    private static int[] RowNumbers()
    {
        const int Count = 64, Stride = 17;          // distinct, in no simple order
        return [.. Enumerable.Range(0, Count).Select(i => i * Stride % Count)];
    }
}
