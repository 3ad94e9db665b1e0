using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Tests.Reading;

public class NumberFormatTests
{
    [Theory]
    [InlineData("1234.5", 1234.5)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("1 234 567", 1234567)]
    [InlineData("1'234.5", 1234.5)]
    [InlineData("-0.5", -0.5)]
    [InlineData("−2", -2)]
    [InlineData("+3", 3)]
    [InlineData(".5", 0.5)]
    [InlineData("1e-3", 0.001)]
    [InlineData("1E+3", 1000)]
    [InlineData("$1,200.50", 1200.5)]
    [InlineData("12%", 12)]
    [InlineData("-$5", -5)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    public void NumbersWithAPoint(string text, double expected)
    {
        Assert.True(NumberFormat.Point.TryParse(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1234,5", 1234.5)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("-0,5", -0.5)]
    [InlineData("1,5e3", 1500)]
    [InlineData("12,5 %", 12.5)]
    [InlineData("3 €", 3)]
    [InlineData("42", 42)]
    public void NumbersWithAComma(string text, double expected)
    {
        Assert.True(NumberFormat.Comma.TryParse(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1,23.5")]
    [InlineData("1,2345")]
    [InlineData("12,34")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("-")]
    [InlineData("0x1F")]
    [InlineData("NaN")]
    [InlineData("2024-03-01")]
    [InlineData("1 2")]
    public void WhatIsNoNumber(string text) => Assert.False(NumberFormat.Point.TryParse(text, out _), text);
}
