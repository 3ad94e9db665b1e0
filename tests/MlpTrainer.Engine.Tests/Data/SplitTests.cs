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

    private static TrainingSet Numbered(int rows)
    {
        var builder = new TrainingSetBuilder(1, 1);
        for (int i = 0; i < rows; i++)
        {
            builder.Add([i], [i]);
        }

        return builder.Build();
    }

    private static IEnumerable<int> Ids(TrainingSet set) => Enumerable.Range(0, set.RowCount).Select(i => (int)set.Target(i)[0]);
}
