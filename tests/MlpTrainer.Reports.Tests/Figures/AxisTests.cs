using MlpTrainer.Reports.Figures;

namespace MlpTrainer.Reports.Tests.Figures;

public class AxisTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(-1.1, 0.3, "−1 −0.75 −0.5 −0.25 0 0.25")]
    [InlineData(0, 52_000, "0 10k 20k 30k 40k 50k")]
    [InlineData(3e6, 3.4e6, "3M 3.1M 3.2M 3.3M 3.4M")]
    [InlineData(0, 2e-5, "0 5e-6 1e-5 1.5e-5 2e-5")]
    public void TicksAreRoundNumbersWithin(double from, double to, string ticks) =>
        Assert.Equal(ticks.Replace("e-", "e−", StringComparison.Ordinal), string.Join(' ', Axis.From("", from, to).Ticks(6).Select(tick => tick.Text)));

    [Theory, InlineData(3, "0 1 2 3"), InlineData(15, "0 5 10 15"), InlineData(1, "0 1")]
    public void EpochsAreWhole(int last, string ticks) => Assert.Equal(ticks, string.Join(' ', Axis.Whole("", last).Ticks(6).Select(tick => tick.Text)));

    [Fact]
    public void CostsThatFallFarAreLogarithmic()
    {
        Axis far = Axis.OfCosts("cost", [10, 0.01, double.NaN]), near = Axis.OfCosts("cost", [1, 0.5]), negative = Axis.OfCosts("cost", [10, -0.01]);
        Assert.Equal((true, false, false), (far.IsLogarithmic, near.IsLogarithmic, negative.IsLogarithmic));
        Assert.Equal("cost (logarithmic)", far.Label);
        Assert.Equal(["0.01", "0.1", "1", "10"], far.Ticks(6).Select(tick => tick.Text).Where(text => text.TrimStart('0', '.').StartsWith('1')));
        Assert.Equal(0.5, far.Place(Math.Sqrt(far.Minimum * far.Maximum)), 1e-9);
    }

    [Fact]
    public void NothingAndOneNumberHaveAnAxisToo()
    {
        Assert.NotEmpty(Axis.Around("", []).Ticks(6));
        Axis one = Axis.Around("", [7, 7]);
        Assert.Equal(0.5, one.Place(7), 1e-9);
        Assert.True(one.Maximum > one.Minimum);
    }
}
