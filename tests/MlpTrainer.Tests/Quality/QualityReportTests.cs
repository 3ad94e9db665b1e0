using MlpTrainer.Benchmarks.Quality;

namespace MlpTrainer.Tests.Quality;

/// <summary>The tables that the benchmark prints, of made-up measurements.</summary>
public class QualityReportTests
{
    private static readonly QualityLine[] s_lines =
    [
        Line("Vehicle", "mlp", 1, 0.4, 0.80, 0.02, 2), Line("Vehicle", "mlp", 2, 0.6, 0.84, 0.04, 4),
        Line("Vehicle", "lightgbm", 1, 1.0, 0.79, 0.10, 1), Line("Vehicle", "sdca", 1, 0.9, 0.79, 0.05, 0.25),
        Line("SLID", "lightgbm", 1, 0.5, null, null, 2), Line("SLID", "mlp", 1, 0.75, null, null, 1),
    ];

    /// <summary>Seeds are averaged; the tables' and trainers' order is fixed.</summary>
    [Fact]
    public void ScoresHaveARowATable() =>
        Assert.Equal(
            """
            | Table | Rows × columns | Target | Mlp() | LightGBM | linear, SDCA |
            |---|---|---|---|---|---|
            | Vehicle | 846 × 18 | 4 classes | **0.500**, 82.0 %, 3 s | 1.000, 79.0 %, 1 s | 0.900, 79.0 %, 0.25 s |
            | SLID | 4,147 × 4 | a number | 0.750, 1 s | **0.500**, 2 s | – |
            """.ReplaceLineEndings("\n"),
            new QualityReport(s_lines).Scores());

    /// <summary>(ln 0.5 + ln 1.5)/2 = −0.144; ln 0.9 = −0.105; the median of 3 and 0.5 is 1.75.</summary>
    [Fact]
    public void TheSummaryComparesOnTablesThatBothHave() =>
        Assert.Equal(
            """
            | Trainer | mean ln(loss/LightGBM's) | better than LightGBM | Mlp() better | accuracy against LightGBM's | calibration error | time/LightGBM's, median |
            |---|---|---|---|---|---|---|
            | Mlp() | −0.144 | 1 of 2 | – | +3.0 points | 0.030 | 1.8 |
            | LightGBM | 0 | – | 1 of 2 | 0 points | 0.100 | 1.0 |
            | linear, SDCA | −0.105 | 1 of 1 | 1 of 1 | 0 points | 0.050 | 0.3 |
            """.ReplaceLineEndings("\n"),
            new QualityReport(s_lines).Summary());

    [Fact]
    public void AnyTrainerCanBeTheOneToCompareWith()
    {
        string summary = new QualityReport([.. s_lines, Line("Vehicle", "mlp+Dropout=0.2", 1, 0.25, 0.82, 0.01, 6)], "mlp").Summary();
        Assert.Contains("| mlp+Dropout=0.2 | −0.693 | 1 of 1 | 0 points | 0.010 | 2.0 |", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void SmallLossesHaveADigitMore() =>
        Assert.Contains("**0.0199**, 9 s", new QualityReport([Line("Diamonds", "mlp", 1, 0.01991, null, null, 9)]).Scores(), StringComparison.Ordinal);

    [Fact]
    public void WhatHasNoTimeIsComparedWithoutIt()
    {
        var report = new QualityReport([Line("SLID", "mlp", 1, 0.75, null, null, null), Line("SLID", "lightgbm", 1, 0.5, null, null, 2)]);
        Assert.Contains("| 0.750 | **0.500**, 2 s |", report.Scores(), StringComparison.Ordinal);
        Assert.Contains("| Mlp() | +0.405 | 0 of 1 | – | – | – | – |", report.Summary(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheLastOfTwoMeasurementsCounts() =>
        Assert.Contains(
            "**0.100**, 80.0 %, 9 s",
            new QualityReport([.. s_lines, Line("Vehicle", "lightgbm", 1, 0.1, 0.80, 0.10, 9)]).Scores(),
            StringComparison.Ordinal);

    [Fact]
    public void ALineIsReadAsWritten() => Assert.All(s_lines, line => Assert.Equal(line, QualityLine.Parse(line.ToString())));

    private static QualityLine Line(string data, string trainer, int seed, double loss, double? accuracy, double? calibration, double? seconds)
    {
        TableRows rows = TableRows.Of(Table.Named(data));
        return new(data, rows.Table.Task, rows.Count, rows.NumberCount + rows.TextCount, trainer, seed, 5, loss, accuracy, accuracy, calibration, seconds);
    }
}
