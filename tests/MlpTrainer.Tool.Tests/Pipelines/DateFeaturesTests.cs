using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tool.Pipelines;

namespace MlpTrainer.Tool.Tests.Pipelines;

/// <summary>The expressions against the framework's calendar.</summary>
public class DateFeaturesTests
{
    private static readonly MLContext s_mlContext = new(seed: 1);

    [Theory]
    [InlineData("year", "2024,1969,2000,1999")]
    [InlineData("month", "3,12,2,12")]
    [InlineData("day", "1,31,29,31")]
    public void TheDatesParts(string feature, string expected) => Assert.Equal(expected.Split(',').Select(float.Parse), Values(feature));

    [Fact]
    public void DaysAndWeekdaysAreTheCalendars()
    {
        Assert.Equal(Dates.Select(date => (float)(date.Date - DateTime.UnixEpoch).TotalDays), Values("days"));
        Assert.Equal(Dates.Select(date => (float)(((int)date.DayOfWeek + 6) % 7)), Values("weekday"));       // Monday is 0
        Assert.Equal(Dates.Select(date => (float)date.TimeOfDay.TotalHours), Values("hour"));
    }

    [Fact]
    public void AMissingDateIsAMissingNumber() =>
        Assert.All(DateFeatures.Of("Date", hasTimes: true), feature => Assert.True(float.IsNaN(Values(feature.Name[5..], "")[0]), feature.Name));

    private static DateTime[] Dates => [new(2024, 3, 1), new(1969, 12, 31, 6, 15, 0), new(2000, 2, 29, 23, 30, 0), new(1999, 12, 31)];

    private static float[] Values(string feature) => Values(feature, [.. Dates.Select(date => date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss"))]);

    private static float[] Values(string feature, params string[] dates)
    {
        IDataView view = s_mlContext.Data.LoadFromEnumerable(dates.Select(date => new Row { Date = date }));
        (string name, string expression) = DateFeatures.Of("Date", hasTimes: true).Single(each => each.Name == $"Date:{feature}");
        return [.. s_mlContext.Transforms.Expression(name, expression, "Date").Fit(view).Transform(view).GetColumn<float>(name)];
    }

    private sealed class Row
    {
        public string Date { get; set; } = "";
    }
}
