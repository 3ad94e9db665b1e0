using MlpTrainer.Benchmarks.Pipelines;

namespace MlpTrainer.Tests.Pipelines;

/// <summary>The table that the benchmark prints, of made-up measurements.</summary>
public class PipelineReportTests
{
    private static readonly PipelineLine[] s_lines =
    [
        new("W1", 100_000, "mlp", 12.345, 10.5, 10, 9.875, 1_234_567, 4.25, 210.6), new("Diamonds", 53_940, "lightgbm", 1, null, null, 0.5, 98_765, 12, 150),
    ];

    [Fact]
    public void EveryTrainerOnEveryTableHasARow() =>
        Assert.Equal(
            """
            | Rows | Trainer | first Fit | Fit, text file | Fit, objects | Fit, cache | Transform, rows/s | prediction engine | peak memory |
            |---|---|---|---|---|---|---|---|---|
            | W1, 100,000 | mlp | 12.35 s | 10.50 s | 10.00 s | 9.88 s | 1,234,567 | 4.3 µs | 211 MB |
            | Diamonds, 53,940 | lightgbm | 1.00 s | – | – | 0.50 s | 98,765 | 12.0 µs | 150 MB |
            """.ReplaceLineEndings("\n"),
            PipelineReport.Text(s_lines));

    [Fact]
    public void LinesComeBackFromJson() =>
        Assert.Equal([s_lines[0] with { First = 12.345, Transform = 1_234_600 }, s_lines[1]], s_lines.Select(line => PipelineLine.Parse(line.ToString())));
}
