using System.Runtime.InteropServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Masks of inverted dropout, of which a training with it fills as many as it has activations: four values from one random number, and no branch that would be guessed wrong.</summary>
internal static class RandomMask
{
    private const int ValueBits = 16, Values = 1 << ValueBits, ValuesADraw = 64 / ValueBits;

    /// <summary>mask[j] ← 0 with probability p, else 1/(1 − p), p being the rate as the nearest multiple of 1/65,536, by bits 16·(j mod 4) and following of value first + ⌊j/4⌋ of a stream.</summary>
    /// <param name="mask">Receives the mask.</param>
    /// <param name="key">The stream's key, see <see cref="SplitMix64"/>.</param>
    /// <param name="first">The first value to take.</param>
    /// <param name="rate">p, at least 0 and less than 1.</param>
    /// <returns>The value after the last that was taken.</returns>
    public static long Fill(Span<float> mask, ulong key, long first, float rate)
    {
        int threshold = Math.Min((int)Math.Round(rate * Values), Values - 1), kept = BitConverter.SingleToInt32Bits((float)Values / (Values - threshold));
        Span<int> values = MemoryMarshal.Cast<float, int>(mask);
        for (; values.Length >= ValuesADraw; values = values[ValuesADraw..])
        {
            ulong bits = SplitMix64.Bits(key, first++);
            values[3] = One((ushort)(bits >> (3 * ValueBits)));
            values[2] = One((ushort)(bits >> (2 * ValueBits)));
            values[1] = One((ushort)(bits >> ValueBits));
            values[0] = One((ushort)bits);
        }

        ulong rest = values.Length > 0 ? SplitMix64.Bits(key, first++) : 0;
        for (int j = 0; j < values.Length; j++, rest >>= ValueBits)
        {
            values[j] = One((ushort)rest);
        }

        return first;

        int One(int drawn) => kept & ~((drawn - threshold) >> 31);
    }
}
