using MlpTrainer.Benchmarks.Quality;

namespace MlpTrainer.Tests.Quality;

/// <summary>The benchmark's folds.</summary>
public class FoldsTests
{
    [Fact]
    public void EachClassIsSpreadEvenly()
    {
        double[] labels = [.. Enumerable.Range(0, 103).Select(row => row % 10 == 0 ? 1.0 : 0)];
        int[] parts = Folds.Deal(labels, areClasses: true, 5);
        foreach (double label in (double[])[0, 1])
        {
            int[] counts = [.. Enumerable.Range(0, 5).Select(part => parts.Where((its, row) => its == part && labels[row] == label).Count())];
            Assert.True(counts.Max() - counts.Min() <= 1, string.Join(", ", counts));
        }
    }

    [Fact]
    public void NumbersAreDealtAsOne()
    {
        int[] parts = Folds.Deal([5, 5, 5, 1, 2, 3, 4], areClasses: false, 3);
        Assert.Equal([3, 2, 2], Enumerable.Range(0, 3).Select(part => parts.Count(its => its == part)));
    }

    /// <summary>Figures of one day are to be those of another: these are .NET 10's.</summary>
    [Fact]
    public void TheSameRowsAreDealtTheSameWay() => Assert.Equal([1, 1, 2, 3, 3, 2, 0, 0], Folds.Deal(new double[8], areClasses: false, 4));
}
