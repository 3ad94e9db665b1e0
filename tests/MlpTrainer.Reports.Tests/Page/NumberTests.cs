namespace MlpTrainer.Reports.Tests.Page;

public class NumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.12344, "0.1234")]
    [InlineData(-12.345, "−12.35")]
    [InlineData(12345.67, "12,345.7")]
    [InlineData(0.00001234, "1.234e−5")]
    [InlineData(2.5e9, "2.5e+9")]
    [InlineData(double.NaN, "not defined")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void NumbersAreShort(double value, string text) => Assert.Equal(text, Number.Of(value));

    [Fact]
    public void CountsAndShares()
    {
        Assert.Equal("1,234,567", Number.Of(1_234_567L));
        Assert.Equal("12.3 %", Number.Percent(0.1234));
        Assert.Equal("not defined", Number.Percent(double.NaN));
    }
}
