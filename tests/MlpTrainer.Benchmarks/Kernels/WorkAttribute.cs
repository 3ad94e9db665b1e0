namespace MlpTrainer.Benchmarks.Kernels;

/// <summary>What one call does: <paramref name="amount"/> times the product of its arguments.</summary>
/// <param name="amount">Operations, bytes or the like per element.</param>
/// <param name="unit">Of the rate, in units of 10⁹ per second: GFLOP/s, GB/s.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WorkAttribute(double amount, string unit) : Attribute
{
    public double Amount { get; } = amount;

    public string Unit { get; } = unit;
}
