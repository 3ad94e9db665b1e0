using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Many values of a <see cref="SplitMix64"/> stream: initial weights, of which there may be millions.</summary>
internal static unsafe class UniformNumbers
{
    /// <summary>values[i] ← limit·(2u_i − 1), u_i being value i of the stream with that key, uniform in [0, 1): the same bits as one by one.</summary>
    public static void Fill(Span<float> values, ulong key, double limit)
    {
        fixed (float* v = values)
        {
            Tier.Current.FillUniform(v, values.Length, key, limit);
        }
    }
}

/// <inheritdoc cref="UniformNumbers"/>
internal static unsafe class UniformNumbers<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <inheritdoc cref="UniformNumbers.Fill"/>
    /// <remarks>Sixteen at once in 512-bit registers; narrower ones have no product of 64-bit integers, so there it is one by one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(float* values, int count, ulong key, double limit)
    {
        int i = 0;
        if (TLanes.Count == Vector512<float>.Count)
        {
            Vector512<ulong> counter = Vector512.Create(key) + ((Vector512<ulong>.Indices + Vector512<ulong>.One) * SplitMix64.GoldenGamma);
            var step = Vector512.Create(unchecked((ulong)Vector512<ulong>.Count * SplitMix64.GoldenGamma));
            for (; i <= count - TLanes.Count; i += TLanes.Count, counter += 2 * step)
            {
                Vector512.Narrow(Symmetric(counter, limit), Symmetric(counter + step, limit)).Store(values + i);
            }
        }

        for (; i < count; i++)
        {
            values[i] = (float)(limit * ((2 * SplitMix64.Uniform(key, i)) - 1));
        }
    }

    /// <summary>limit·(2u − 1), u from the counter's mixed bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Symmetric(Vector512<ulong> counter, double limit)
    {
        Vector512<ulong> z = (counter ^ (counter >> 30)) * SplitMix64.FirstFactor;
        z = (z ^ (z >> 27)) * SplitMix64.SecondFactor;
        Vector512<double> uniform = Vector512.ConvertToDouble((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        return ((2 * uniform) - Vector512<double>.One) * limit;
    }
}
