using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

public class EpochMonitorTests
{
    [Fact]
    public void TheBestWeightsAreThoseOfTheLowestCostAndNoneIsWorseThanACostThatIsNoNumber()
    {
        var monitor = new EpochMonitor(Plain.Options with { EarlyStopping = new() { Patience = 2, MinimumImprovement = 0.5 } }, null);
        Assert.Null(monitor.EndEpoch(double.NaN, 0.1, 10, [1f], null));
        Assert.Null(monitor.EndEpoch(5, 0.1, 10, [2f], null));
        Assert.Null(monitor.EndEpoch(4, 0.1, 10, [3f], null));
        Assert.Null(monitor.EndEpoch(3.6, 0.1, 10, [4f], null));            // lower, but not by half
        Assert.Equal(StopReason.EarlyStopping, monitor.EndEpoch(4.1, 0.1, 10, [5f], null));
        Assert.Equal(3, monitor.BestEpoch);
        Assert.Equal([3f], monitor.Choose(new AlignedFloats([5f])).AsSpan().ToArray());
        Assert.Equal([double.NaN, 5, 4, 3.6, 4.1], monitor.Time(1, 1, 1).EpochCosts);
    }

    [Fact]
    public void WithoutEarlyStoppingTheLastWeightsAreChosen()
    {
        var monitor = new EpochMonitor(Plain.Options, null);
        monitor.EndEpoch(1, 0.1, 10, [1f], null);
        Assert.Equal(StopReason.TimeBudget, monitor.EndEpoch(2, 0.1, 10, [2f], StopReason.TimeBudget));
        Assert.Equal(2, monitor.BestEpoch);
        Assert.Equal([7f], monitor.Choose(new AlignedFloats([7f])).AsSpan().ToArray());
    }
}
