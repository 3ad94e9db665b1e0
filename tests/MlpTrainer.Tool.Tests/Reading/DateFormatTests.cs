using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Tests.Reading;

public class DateFormatTests
{
    [Theory]
    [InlineData("yyyy-M-d", "2024-03-01", "2024-03-01")]
    [InlineData("yyyy-M-d", "2024-03-01 17:30", "2024-03-01T17:30:00")]
    [InlineData("yyyy-M-d", "2024-03-01T17:30:05Z", "2024-03-01T17:30:05")]
    [InlineData("yyyy-M-d", "2024-03-01T17:30:05.123+02:00", "2024-03-01T17:30:05")]
    [InlineData("d.M.yyyy", "01.03.2024", "2024-03-01")]
    [InlineData("M/d/yyyy", "3/1/2024 5:30 PM", "2024-03-01T17:30:00")]
    [InlineData("d MMM yyyy", "1 Mar 2024", "2024-03-01")]
    [InlineData("yyyyMMdd", "20240301", "2024-03-01")]
    public void ADateIsHandedOnInOneWay(string pattern, string text, string iso)
    {
        Assert.True(DateFormat.IsPossible(text));
        Assert.True(new DateFormat(pattern).TryParse(text, out string handedOn));
        Assert.Equal(iso, handedOn);
    }

    [Theory]
    [InlineData("d.M.yyyy", "31.02.2024")]
    [InlineData("d.M.yyyy", "1.5")]
    [InlineData("yyyy-M-d", "1-2-3")]
    [InlineData("yyyyMMdd", "12345678")]
    public void WhatIsNoDate(string pattern, string text) => Assert.False(new DateFormat(pattern).TryParse(text, out _));
}
