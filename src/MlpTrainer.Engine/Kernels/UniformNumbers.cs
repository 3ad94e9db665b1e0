using System.Runtime.Intrinsics;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Many values of a <see cref="CounterRandom"/> at once, the same bits as one by one.</summary>
internal static class UniformNumbers
{
    /// <summary>values[i] ← limit·(2u_i − 1), u_i uniform in [0, 1), for as many as fill whole registers; none where there are no 512-bit ones.</summary>
    /// <remarks>Narrower registers have no product of 64-bit integers.</remarks>
    /// <returns>How many were filled.</returns>
    public static int Fill(Span<float> values, ulong key, double limit)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            return 0;
        }

        int i = 0;
        Vector512<ulong> counter = Vector512.Create(key) + ((Vector512<ulong>.Indices + Vector512<ulong>.One) * CounterRandom.GoldenGamma);
        var step = Vector512.Create(unchecked((ulong)Vector512<ulong>.Count * CounterRandom.GoldenGamma));
        for (; i <= values.Length - Vector512<float>.Count; i += Vector512<float>.Count, counter += 2 * step)
        {
            Vector512.Narrow(Symmetric(counter, limit), Symmetric(counter + step, limit)).CopyTo(values[i..]);
        }

        return i;
    }

    /// <summary>limit·(2u − 1), u from the counter's mixed bits.</summary>
    private static Vector512<double> Symmetric(Vector512<ulong> counter, double limit)
    {
        Vector512<ulong> z = (counter ^ (counter >> 30)) * CounterRandom.FirstFactor;
        z = (z ^ (z >> 27)) * CounterRandom.SecondFactor;
        Vector512<double> uniform = Vector512.ConvertToDouble((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        return ((2 * uniform) - Vector512<double>.One) * limit;
    }
}
