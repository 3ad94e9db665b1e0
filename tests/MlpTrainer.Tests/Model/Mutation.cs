namespace MlpTrainer.Tests.Model;

/// <summary>Ways in which bytes go wrong: bits, cuts, extreme numbers, halves of other files, runs of one value, bytes put in or taken out.</summary>
internal static class Mutation
{
    private static readonly int[] s_sizes =
        [0, -1, 1, 2, int.MaxValue, int.MinValue, 0x7FFFFFF0, 0x40000000, 0x20000000, 0x10000000, 1 << 24, 65536, 1_000_001, 1_000_000, 255];

    private static readonly float[] s_floats =
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e38f, -3.4e38f, float.Epsilon, 0f, -0f];

    private static readonly Func<byte[], byte[], Random, byte[]>[] s_kinds =
    [
        (bytes, _, random) => Bits(bytes, 1, random),
        (bytes, _, random) => Bits(bytes, random.Next(2, 17), random),
        (bytes, _, random) => bytes[..random.Next(bytes.Length)],
        (bytes, _, random) => Put(bytes, BitConverter.GetBytes(s_sizes[random.Next(s_sizes.Length)]), EarlyOrAnywhere(bytes, random)),
        (bytes, _, random) => Put(bytes, BitConverter.GetBytes(s_floats[random.Next(s_floats.Length)]), EarlyOrAnywhere(bytes, random)),
        Spliced,
        (bytes, _, random) => Run(bytes, random.Next(2) == 0 ? (byte)0 : (byte)0xFF, random),
        (bytes, _, random) => bytes.Length == 0 ? bytes : [.. bytes[..random.Next(bytes.Length)], .. bytes[random.Next(bytes.Length)..]],
    ];

    /// <summary>A mutation, by number: the same number gives the same.</summary>
    /// <param name="bytes">What is mutated; it stays as it is.</param>
    /// <param name="other">Bytes of the same kind, for splices.</param>
    /// <param name="number">Which mutation.</param>
    public static byte[] Of(byte[] bytes, byte[] other, int number)
    {
        var random = new Random(number);
        byte[] mutated = s_kinds[number % s_kinds.Length](bytes, other, random);
        bool again = random.Next(8) == 0;
        return again && mutated.Length > 8 ? s_kinds[random.Next(s_kinds.Length)](mutated, other, random) : mutated;
    }

    private static byte[] Bits(byte[] bytes, int count, Random random)
    {
        byte[] copy = [.. bytes];
        for (int i = 0; i < count; i++)
        {
            copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        }

        return copy;
    }

    private static byte[] Put(byte[] bytes, byte[] part, int at)
    {
        byte[] copy = [.. bytes];
        part.CopyTo(copy, at);
        return copy;
    }

    /// <summary>Twice in three times among the first bytes, where sizes and counts are.</summary>
    private static int EarlyOrAnywhere(byte[] bytes, Random random) =>
        random.Next(random.Next(3) > 0 ? Math.Min(80, bytes.Length - 3) : bytes.Length - 3);

    private static byte[] Spliced(byte[] bytes, byte[] other, Random random)
    {
        int cut = random.Next(Math.Min(bytes.Length, other.Length));
        return [.. bytes[..cut], .. other[cut..]];
    }

    private static byte[] Run(byte[] bytes, byte value, Random random)
    {
        byte[] copy = [.. bytes];
        int start = random.Next(copy.Length);
        copy.AsSpan(start, random.Next(1, Math.Min(64, copy.Length - start) + 1)).Fill(value);
        return copy;
    }
}
