using MlpTrainer.Reports.Measures;

namespace MlpTrainer.Reports.Tests.Measures;

public class ReservoirTests
{
    [Fact]
    public void FewAreAllKeptInTheirOrder()
    {
        Reservoir<int> all = Filled(10, 10);
        Assert.True(all.IsComplete);
        Assert.Equal(Enumerable.Range(0, 10), all.Items);
        Assert.False(Filled(10, 11).IsComplete);
    }

    /// <summary>The mean place of 1,000 of 100,000 is the middle, within four standard errors of 29,000/√1000; the first tenth has its share.</summary>
    [Fact]
    public void OfManyEachHasTheSameChance()
    {
        IReadOnlyList<int> some = Filled(1000, 100_000).Items;
        Assert.Equal(1000, some.Distinct().Count());
        Assert.Equal(50_000, some.Average(), 3700.0);
        Assert.InRange(some.Count(place => place < 10_000), 60, 140);
        Assert.Equal(some, Filled(1000, 100_000).Items);
    }

    private static Reservoir<int> Filled(int size, int count)
    {
        var reservoir = new Reservoir<int>(size);
        for (int i = 0; i < count; i++)
        {
            int place = i;
            reservoir.Add(() => place);
        }

        return reservoir;
    }
}
