using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>A stream of numbers in [0, 1), the same as ML.NET draws for the rows of a split, so that both flavours split alike.</summary>
/// <remarks>
/// Three Tausworthe generators and a linear congruential one, combined by exclusive or (Howes and Thomas, "Efficient random number generation
/// and application using CUDA", GPU Gems 3, chapter 37, with that chapter's constants). The four states come from the seed by rounds of
/// MurmurHash3 (Appleby); a number is the upper 23 bits.
/// </remarks>
internal sealed class RowNumbers
{
    private uint _first, _second, _third, _linear;

    internal RowNumbers(uint seed)
    {
        _first = seed;
        _second = MurmurRound(_first, seed);
        _third = MurmurRound(_second, seed);
        _linear = MurmurRound(_third, seed);
    }

    internal float Next()
    {
        _first = Tausworthe(_first, 13, 19, 12, 0xFFFFFFFE);
        _second = Tausworthe(_second, 2, 25, 4, 0xFFFFFFF8);
        _third = Tausworthe(_third, 3, 11, 17, 0xFFFFFFF0);
        _linear = (1664525 * _linear) + 1013904223;
        return ((_first ^ _second ^ _third ^ _linear) >> 9) * (1f / (1 << 23));
    }

    private static uint Tausworthe(uint state, int left, int right, int shift, uint mask) =>
        ((state & mask) << shift) ^ (((state << left) ^ state) >> right);

    private static uint MurmurRound(uint hash, uint block) =>
        (BitOperations.RotateLeft(hash ^ (BitOperations.RotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593), 13) * 5) + 0xE6546B64;
}
