using BenchmarkDotNet.Attributes;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Benchmarks.Kernels;

/// <summary>Kernels over rows: layers with one output, sparse layers, scaling of features, ReLU by itself.</summary>
public unsafe class RowBenchmarks : KernelBenchmarks
{
    private const int Most = 1 << 17;

    private static readonly float* s_a = Draw(Most), s_b = Draw(Most), s_gate = Draw(Most), s_c = Draw(Most);
    private static readonly int[] s_rows = RowNumbers();
    private static readonly GroupedValue[] s_group = [.. s_rows.Select((row, i) => new GroupedValue((ushort)row, (ushort)(i / 4), 0.5f))];

    /// <summary>A [m×k] times a vector.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(200, 100)]
    public void Dot(int m, int k) => Tier.Dot(s_a, m, k, s_b, 0f, 0f, s_c);

    /// <summary>A vector times A [m×k]: one output's weight gradient; with weights 1 the gradient of biases.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(200, 100)]
    public void AddWeightedRows(int m, int k) => Tier.AddWeightedRows(s_a, k, k, s_b, m, s_c);

    /// <summary>One output's gated delta product: an outer product.</summary>
    [Benchmark, Work(8, "GB/s")]
    [Arguments(200, 100)]
    public void Outer(int m, int n) => Tier.Outer(s_a, m, s_b, n, s_gate, s_c);

    [Benchmark, Work(8, "GB/s")]
    [Arguments(200, 100)]
    public void OuterPacked(int m, int n) => Tier.OuterPacked(s_a, m, s_b, n, s_gate, s_c, 0, m);

    /// <summary>A sparse row's product: some rows of a matrix, each with its factor.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(40, 64)]
    public void AddSelectedRows(int count, int width)
    {
        fixed (int* rows = s_rows)
        {
            Tier.AddSelectedRows(s_a, width, width, rows, s_b, null, count, s_c);
        }
    }

    /// <summary>A sparse layer's gradient: values of a batch, each times its row of δ, added to one of 16 features.</summary>
    [Benchmark, Work(2, "GFLOP/s")]
    [Arguments(40, 64)]
    public void AddGroupedRows(int count, int width)
    {
        int* start = stackalloc[] { 0, count };
        fixed (GroupedValue* group = s_group)
        {
            Tier.AddGroupedRows(s_a, width, group, start, stride: 2, parts: 1, s_c);
        }
    }

    [Benchmark, Work(8, "GB/s")]
    [Arguments(96, 30)]
    public void Standardize(int rows, int width) => Tier.Standardize(s_a, rows, width, s_b, s_gate, null, s_b, s_c);

    [Benchmark, Work(8, "GB/s")]
    [Arguments(96, 30)]
    public void StandardizeAndSaturate(int rows, int width) => Tier.Standardize(s_a, rows, width, s_b, s_gate, s_b, s_b, s_c);

    [Benchmark, Work(8, "GB/s")]
    [Arguments(20_000)]
    public void Relu(int count) => Tier.Relu(s_a, s_c, count);

    [Benchmark, Work(12, "GB/s")]
    [Arguments(20_000)]
    public void ReluGate(int count) => Tier.Gate(s_gate, s_c, count);

    private static int[] RowNumbers()
    {
        const int Count = 64, Stride = 17;          // distinct, in no simple order
        return [.. Enumerable.Range(0, Count).Select(i => i * Stride % Count)];
    }
}
