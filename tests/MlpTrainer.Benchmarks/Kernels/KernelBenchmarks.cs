using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Benchmarks.Kernels;

/// <summary>Every kernel at every width of registers, and in plain scalar code. Operands begin at a cache line.</summary>
public abstract unsafe class KernelBenchmarks
{
    private const nuint LineBytes = 64;

    /// <summary>The width of registers.</summary>
    [Params("512", "256", "128", "scalar")]
    public string Bits { get; set; } = "";

    private protected Tier Tier { get; private set; } = Tier.Current;

    [GlobalSetup]
    public void ChooseTier() => Tier = Bits switch { "512" => Tier.Bits512, "256" => Tier.Bits256, "128" => Tier.Bits128, _ => Tier.Scalar };

    /// <summary>Values in [−½, ½), a share of them zero; never freed, the process ends soon.</summary>
    private protected static float* Draw(int count, double zeros = 0)
    {
        float* values = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), LineBytes);
        var random = new Random(1);
        for (int i = 0; i < count; i++)
        {
            values[i] = random.NextDouble() < zeros ? 0f : random.NextSingle() - 0.5f;
        }

        return values;
    }
}
