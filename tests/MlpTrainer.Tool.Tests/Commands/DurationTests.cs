using MlpTrainer.Tool.Commands;

namespace MlpTrainer.Tool.Tests.Commands;

public class DurationTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("1.5m", 90)]
    [InlineData("1h30m", 5400)]
    public void ATimeAsPeopleWriteIt(string text, double seconds)
    {
        Assert.True(Duration.TryParse(text, out TimeSpan time));
        Assert.Equal(seconds, time.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("-5s")]
    [InlineData("5x")]
    [InlineData("s")]
    public void WhatIsNoTime(string text) => Assert.False(Duration.TryParse(text, out _));
}
