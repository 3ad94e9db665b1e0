using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>A stream of random numbers whose i-th value is a pure function of (seed, purpose, epoch, row, i).</summary>
/// <remarks>
/// Nothing is advanced, so a shuffle, a dropout mask or an initial weight depends neither on the thread that asks nor on what was drawn before.
/// The mixing is SplitMix64's (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014), applied once per part of the key
/// and once per value.
/// </remarks>
public readonly struct CounterRandom : IEquatable<CounterRandom>
{
    private readonly ulong _key;

    /// <summary>Opens the stream of one purpose, epoch and row.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">What the numbers are for; different purposes are independent.</param>
    /// <param name="epoch">The epoch, or any other number that tells streams of one purpose apart.</param>
    /// <param name="row">The row, or any other number that tells streams of one purpose apart.</param>
    public CounterRandom(ulong seed, RandomPurpose purpose, long epoch = 0, long row = 0)
    {
        ulong key = SplitMix64.Mix(seed + SplitMix64.GoldenGamma);
        key = SplitMix64.Mix(key + (((ulong)purpose + 1) * SplitMix64.GoldenGamma));
        key = SplitMix64.Mix(key + (((ulong)epoch + 1) * SplitMix64.GoldenGamma));
        _key = SplitMix64.Mix(key + (((ulong)row + 1) * SplitMix64.GoldenGamma));
    }

    /// <summary>Value i of the stream: 64 random bits.</summary>
    /// <param name="i">The position in the stream.</param>
    public ulong Bits(long i) => SplitMix64.Bits(_key, i);

    /// <summary>Value i of the stream, uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    /// <param name="i">The position in the stream.</param>
    public double Uniform(long i) => SplitMix64.Uniform(_key, i);

    /// <summary>values[i] ← limit·(2u − 1) with u = <see cref="Uniform(long)"/>(i), the same bits as one by one.</summary>
    internal void FillUniform(Span<float> values, double limit) => UniformNumbers.Fill(values, _key, limit);

    /// <summary>A mask of dropout from value i on; see <see cref="RandomMask.Fill"/>.</summary>
    internal long FillMask(Span<float> mask, long i, float rate) => RandomMask.Fill(mask, _key, i, rate);

    /// <summary>Value i of the stream, normal with mean 0 and variance 1: √(−2·ln(1−u))·cos(2πv), of values 2i and 2i + 1.</summary>
    /// <param name="i">The position in the stream.</param>
    public double Normal(long i) => Math.Sqrt(-2 * Math.Log(1 - Uniform(2 * i))) * Math.Cos(2 * Math.PI * Uniform((2 * i) + 1));

    /// <summary>Value i of the stream as an integer in [0, limit).</summary>
    /// <param name="i">The position in the stream.</param>
    /// <param name="limit">The first integer not returned, at least 1.</param>
    public long Below(long i, long limit) => (long)Math.BigMul(Bits(i), (ulong)limit, out _);

    /// <summary>Whether the other is the same stream.</summary>
    /// <param name="other">The other stream.</param>
    public bool Equals(CounterRandom other) => _key == other._key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CounterRandom other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _key.GetHashCode();

    /// <summary>Whether both are the same stream.</summary>
    /// <param name="left">One stream.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(CounterRandom left, CounterRandom right) => left.Equals(right);

    /// <summary>Whether they are different streams.</summary>
    /// <param name="left">One stream.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(CounterRandom left, CounterRandom right) => !left.Equals(right);
}
