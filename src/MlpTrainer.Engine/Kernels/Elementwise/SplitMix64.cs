using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Random bits from a counter: value i of the stream with a key is a pure function of both.</summary>
/// <remarks>Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).</remarks>
internal static class SplitMix64
{
    public const ulong GoldenGamma = 0x9E3779B97F4A7C15, FirstFactor = 0xBF58476D1CE4E5B9, SecondFactor = 0x94D049BB133111EB;

    /// <summary>Value i of the stream with the given key: 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(ulong key, long i) => Mix(key + (((ulong)i + 1) * GoldenGamma));

    /// <summary>The same, uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Uniform(ulong key, long i) => (Bits(key, i) >> 11) * (1.0 / (1UL << 53));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * FirstFactor;
        z = (z ^ (z >> 27)) * SecondFactor;
        return z ^ (z >> 31);
    }
}
