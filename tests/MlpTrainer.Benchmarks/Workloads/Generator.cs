namespace MlpTrainer.Benchmarks.Workloads;

/// <summary>SplitMix64 read at any index, and what the workloads draw from it. All in integers, so that other languages get the same data.</summary>
internal static class Generator
{
    /// <summary>Output i (from 0) of SplitMix64 started at <paramref name="seed"/>.</summary>
    public static ulong U(ulong seed, long i)
    {
        ulong z = seed + (ulong)(i + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A nearly normal integer: the four 16-bit lanes of <see cref="U"/> summed, minus 131070.</summary>
    public static int G(ulong seed, long i)
    {
        ulong w = U(seed, i);
        return (int)((w & 0xFFFF) + ((w >> 16) & 0xFFFF) + ((w >> 32) & 0xFFFF) + (w >> 48)) - 131070;
    }

    /// <summary>True for one row in twenty: its label is falsified.</summary>
    public static bool Flip(ulong seed, long row) => U(seed, row) % 20 == 0;

    /// <summary>Σ bits(a[i])·(2i + 1) mod 2⁶⁴, bits being the IEEE bits of a float.</summary>
    public static ulong Checksum(ReadOnlySpan<float> values)
    {
        ulong sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += BitConverter.SingleToUInt32Bits(values[i]) * (2 * (ulong)i + 1);
        }

        return sum;
    }

    /// <summary>Σ a[i]·(2i + 1) mod 2⁶⁴.</summary>
    public static ulong Checksum(ReadOnlySpan<int> values)
    {
        ulong sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += (ulong)values[i] * (2 * (ulong)i + 1);
        }

        return sum;
    }
}
