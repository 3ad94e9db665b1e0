using System.Globalization;

namespace MlpTrainer.Engine.Tests;

public sealed class EpochRecordTests : IDisposable
{
    private static readonly EpochRecord s_record = new(3, 0.4125, 0.45, 0.875, 0.001, 0.25, 52000.4);

    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public void Dispose() => CultureInfo.CurrentCulture = _culture;

    [Theory, InlineData(""), InlineData("de-DE"), InlineData("fa-IR")]
    public void IsReadableInAnyCulture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal("Epoch 3: cost 0.4125, validation cost 0.45, validation metric 0.875, learning rate 0.001, 52000 rows/s", $"{s_record}");
        Assert.Equal("Epoch 1: cost -2, learning rate 1E-05", $"{new EpochRecord(1, -2, null, null, 1e-5, double.NaN, double.NaN)}");
        Assert.EndsWith(" rows/s; First. Second.", $"{s_record with { Warnings = ["First.", "Second."] }}", StringComparison.Ordinal);
    }

    [Fact]
    public void EqualRecordsHaveEqualWarnings()
    {
        EpochRecord warned = s_record with { Warnings = ["one", "two"] };
        Assert.Empty(s_record.Warnings);
        Assert.Equal(warned, s_record with { Warnings = new List<string> { "one", "two" } });
        Assert.Equal(warned.GetHashCode(), (s_record with { Warnings = new List<string> { "one", "two" } }).GetHashCode());
        Assert.NotEqual(warned, s_record);
        Assert.NotEqual(warned, warned with { Warnings = ["two", "one"] });
        Assert.NotEqual(warned, warned with { Seconds = 1 });
        Assert.Equal(s_record with { Seconds = double.NaN }, s_record with { Seconds = double.NaN });
    }

    [Fact]
    public void ARecordHasTheWarningsSinceTheOneBefore()
    {
        var warnings = new PendingWarnings(listener: null);
        var monitor = new EpochMonitor(Plain.Options, null, warnings);
        warnings.Add("before the first");
        monitor.EndEpoch(1, 0.1, 10, [1f], null);
        monitor.EndEpoch(1, 0.1, 10, [1f], null);
        warnings.Add("in the third");
        warnings.Add("and again");
        monitor.EndEpoch(1, 0.1, 10, [1f], null);
        Assert.Equal([["before the first"], [], ["in the third", "and again"]], monitor.History.Select(record => record.Warnings.ToArray()));
    }
}
