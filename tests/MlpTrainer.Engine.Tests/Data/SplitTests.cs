namespace MlpTrainer.Engine.Tests;

public class SplitTests
{
    [Fact]
    public void RowsAreCutInTwoBySeed()
    {
        TrainingSet set = Numbered(100);
        (TrainingSet train, TrainingSet validation) = set.Split(0.2, seed: 1);
        Assert.Equal(20, validation.RowCount);
        Assert.Equal(Enumerable.Range(0, 100), Ids(train).Concat(Ids(validation)).Order());
        Assert.Equal(Ids(validation), Ids(set.Split(0.2, seed: 1).Validation));
        Assert.NotEqual(Ids(validation), Ids(set.Split(0.2, seed: 2).Validation));
        (TrainingSet _, TrainingSet again) = train.Split(0.5, seed: 1);
        Assert.Equal(40, again.RowCount);
        Assert.Empty(Ids(again).Intersect(Ids(validation)));
    }

    [Fact]
    public void EachClassGivesItsShare()
    {
        var builder = new TrainingSetBuilder(1, 1);
        for (int i = 0; i < 110; i++)
        {
            builder.Add([i], [i < 10 ? 2 : i % 2]);
        }

        (_, TrainingSet validation) = builder.Build().Split(0.2, seed: 3, SplitBy.TargetClass);
        Assert.Equal(
            [10, 10, 2], Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, validation.RowCount).Count(i => validation.Target(i)[0] == c)));
    }

    /// <summary>Two rows a class, as many classes as rows, one large class and many single rows: about the asked share, and never an error.</summary>
    [Theory]
    [InlineData(2000, 2, 0.1)]
    [InlineData(2000, 2, 0.3)]
    [InlineData(150, 1, 0.1)]
    [InlineData(7, 1, 0.1)]
    [InlineData(300, 3, 0.1)]
    [InlineData(300, 7, 0.25)]
    public void SmallClassesGiveTheShareTogether(int rows, int rowsOfAClass, double fraction)
    {
        var builder = new TrainingSetBuilder(1, 1);
        for (int i = 0; i < rows; i++)
        {
            builder.Add([i], [i / rowsOfAClass]);
        }

        (TrainingSet train, TrainingSet validation) = builder.Build().Split(fraction, seed: 3, SplitBy.TargetClass);
        Assert.Equal(rows, train.RowCount + validation.RowCount);
        Assert.InRange(validation.RowCount, Math.Max(1, (fraction * rows) - 1), (fraction * rows) + 1);
        int classesTrained = Enumerable.Range(0, train.RowCount).Select(i => train.Target(i)[0]).Distinct().Count();
        Assert.Equal(rowsOfAClass > 1 ? (rows + rowsOfAClass - 1) / rowsOfAClass : train.RowCount, classesTrained);
    }

    [Fact]
    public void TheOnlyRowOfAClassIsTrainedOnWhereOthersCanBeHeldOut()
    {
        var builder = new TrainingSetBuilder(1, 1);
        for (int i = 0; i < 1000; i++)
        {
            builder.Add([i], [i < 100 ? i + 10 : i % 3]);
        }

        (_, TrainingSet validation) = builder.Build().Split(0.1, seed: 3, SplitBy.TargetClass);
        Assert.Equal(100, validation.RowCount);
        Assert.DoesNotContain(Enumerable.Range(0, 100), i => validation.Target(i)[0] >= 10);
    }

    [Fact]
    public void ASplitTakesAFewBytesARow()
    {
        const int Rows = 300_000;
        TrainingSet set = Numbered(Rows, classes: 20);
        foreach (SplitBy by in new[] { SplitBy.Rows, SplitBy.TargetClass })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            set.Split(0.1, seed: 1, by);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 9L * Rows);
        }
    }

    [Fact]
    public void AGroupIsNeverOnBothSides()
    {
        TrainingSet set = Numbered(100);
        ulong[] groups = [.. Enumerable.Range(0, 100).Select(i => (ulong)(i % 10))];
        (TrainingSet train, TrainingSet validation) = set.Split(0.3, seed: 1, SplitBy.Groups(groups));
        Assert.Equal(30, validation.RowCount);
        Assert.Empty(Ids(train).Select(id => id % 10).Intersect(Ids(validation).Select(id => id % 10)));
    }

    [Fact]
    public void WhatCannotBeCutIsAnError()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(10).Split(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(10).Split(1, 1));
        Assert.Throws<InvalidOperationException>(() => Numbered(1).Split(0.5, 1));
        Assert.Throws<InvalidOperationException>(() => Numbered(10).Split(0.5, 1, SplitBy.Groups(new ulong[10])));
        Assert.Throws<InvalidOperationException>(() => Numbered(10).Split(0.5, 1, SplitBy.Groups(new ulong[9])));
    }

    private static TrainingSet Numbered(int rows, int classes = int.MaxValue)
    {
        var builder = new TrainingSetBuilder(1, 1);
        for (int i = 0; i < rows; i++)
        {
            builder.Add([i], [i % classes]);
        }

        return builder.Build();
    }

    private static IEnumerable<int> Ids(TrainingSet set) => Enumerable.Range(0, set.RowCount).Select(i => (int)set.Target(i)[0]);
}
