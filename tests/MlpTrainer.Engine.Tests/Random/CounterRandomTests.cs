namespace MlpTrainer.Engine.Tests;

public class CounterRandomTests
{
    [Fact]
    public void AStreamIsAFunctionOfItsKeyAndPlace()
    {
        var stream = new CounterRandom(1, RandomPurpose.Shuffle, 2, 3);
        Assert.Equal(stream.Bits(77), new CounterRandom(1, RandomPurpose.Shuffle, 2, 3).Bits(77));
        CounterRandom[] others =
        [
            new(2, RandomPurpose.Shuffle, 2, 3), new(1, RandomPurpose.Dropout, 2, 3), new(1, RandomPurpose.Shuffle, 3, 3), new(1, RandomPurpose.Shuffle, 2, 4),
            new(1, RandomPurpose.Shuffle, 3, 2),
        ];
        Assert.All(others, other => Assert.NotEqual(stream.Bits(77), other.Bits(77)));
        Assert.All(others, other => Assert.NotEqual(stream, other));
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(i => stream.Bits(i)).Distinct().Count());
    }

    [Fact]
    public void UniformAndNormalHaveTheirMoments()
    {
        var stream = new CounterRandom(4, RandomPurpose.InitialWeights);
        double[] uniform = [.. Enumerable.Range(0, 100_000).Select(i => stream.Uniform(i))];
        Assert.All(uniform, u => Assert.InRange(u, 0, 0.9999999999999999));
        Assert.Equal(0.5, uniform.Average(), 0.005);
        Assert.Equal(1 / 12.0, uniform.Average(u => (u - 0.5) * (u - 0.5)), 0.002);
        Assert.All(Enumerable.Range(0, 10), k => Assert.Equal(0.1, uniform.Count(u => (int)(u * 10) == k) / 1e5, 0.005));
        double[] normal = [.. Enumerable.Range(0, 100_000).Select(i => stream.Normal(i))];
        Assert.Equal(0, normal.Average(), 0.015);
        Assert.Equal(1, normal.Average(x => x * x), 0.02);
        Assert.Equal(3, normal.Average(x => x * x * x * x), 0.15);
    }

    [Fact]
    public void AShuffleIsAPermutationOfItsOwnPerEpoch()
    {
        int[] first = new int[1000], second = new int[1000], again = new int[1000];
        Shuffle.Fill(first, 1, 1);
        Shuffle.Fill(second, 1, 2);
        Shuffle.Fill(again, 1, 1);
        Assert.Equal(Enumerable.Range(0, 1000), first.Order());
        Assert.Equal(first, again);
        Assert.NotEqual(first, second);
        Assert.True(first.Where((value, i) => value == i).Count() < 10);
    }
}
