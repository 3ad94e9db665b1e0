using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

public class EpochMonitorTests
{
    /// <summary>Any unit of the targets, and costs of either sign: best is the third epoch, the fourth gains less than a twentieth.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1e-6, 0)]
    [InlineData(1e9, 0)]
    [InlineData(1, -20)]
    public void TheBestWeightsAreThoseOfTheLastGainWorthItsName(double unit, double shift)
    {
        var monitor = new EpochMonitor(Plain.Options with { EarlyStopping = new() { Patience = 2, MinimumImprovement = 0.05 } }, null);
        double[] costs = [.. new[] { double.NaN, 5, 3, 2.9, 3.1 }.Select(cost => unit * (cost + shift))];
        Assert.All(costs.Take(4).Index(), each => Assert.Null(monitor.EndEpoch(each.Item, 0.1, 10, [each.Index + 1f], null)));
        Assert.Equal(StopReason.EarlyStopping, monitor.EndEpoch(costs[4], 0.1, 10, [5f], null));
        Assert.Equal(3, monitor.BestEpoch);
        Assert.Equal([3f], monitor.Choose(new AlignedFloats([5f])).AsSpan().ToArray());
        Assert.Equal(costs, monitor.Time(1, 1, 1).EpochCosts);
    }

    [Fact]
    public void AFirstMetricOfZeroIsBeatenByAnyGain()
    {
        var watched = new WatchedValue(new() { Metric = Metric.Accuracy, MinimumImprovement = 0.1 });
        double[] accuracies = [0, 0, 1e-6, 1.05e-6, 0.5, 0.54, 0.56];
        bool[] gains = [.. accuracies.Select((accuracy, i) => watched.Gains(new EpochRecord(i + 1, 1, 1, accuracy, 0.1, 1, 1)))];
        Assert.Equal([true, false, true, false, true, false, true], gains);
        Assert.Equal((7, 0.56), (watched.BestEpoch, watched.Best));
    }

    [Fact]
    public void AValueThatIsNotFiniteIsNoGainAndTheOneBelowItStandsInUntilThereIsOne()
    {
        var watched = new WatchedValue(new() { Metric = Metric.RSquared, MinimumImprovement = 0 });
        (double Cost, double ValidationCost, double? Metric, bool IsGain)[] epochs =
        [
            (9, double.NaN, null, true),                            // the training cost
            (8, double.PositiveInfinity, null, true),
            (8.5, double.NaN, null, false),
            (10, 70, null, true),                                   // from now on that of validation
            (7, double.NaN, null, false),
            (7, 60, null, true),
            (7, 80, -3, true),                                      // from now on the metric
            (6, 50, null, false),
            (6, 50, -4, false),
            (6, 90, 0.5, true),
        ];
        Assert.All(epochs.Index(), each => Assert.Equal(
            each.Item.IsGain, watched.Gains(new EpochRecord(each.Index + 1, each.Item.Cost, each.Item.ValidationCost, each.Item.Metric, 0.1, 1, 1))));
        Assert.Equal((10, 0.5), (watched.BestEpoch, watched.Best));
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
