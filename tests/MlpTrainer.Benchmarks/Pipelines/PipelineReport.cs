using System.Globalization;

namespace MlpTrainer.Benchmarks.Pipelines;

/// <summary>The measurements as one table in Markdown.</summary>
internal static class PipelineReport
{
    private static readonly string[] s_heads =
    [
        "Rows", "Trainer", "first Fit", "Fit, text file", "Fit, objects", "Fit, cache", "Transform, rows/s", "prediction engine", "peak memory",
    ];

    /// <summary>The report of a file of lines.</summary>
    public static string Read(string path) => Text(File.ReadLines(path).Where(line => line.Length > 0).Select(PipelineLine.Parse));

    public static string Text(IEnumerable<PipelineLine> lines) =>
        string.Join('\n', [$"| {string.Join(" | ", s_heads)} |", $"|{string.Concat(Enumerable.Repeat("---|", s_heads.Length))}", .. lines.Select(Row)]);

    private static string Row(PipelineLine line) => string.Create(CultureInfo.InvariantCulture,
        $"| {line.Data}, {line.Rows:N0} | {line.Trainer} | {Seconds(line.First)} | {Seconds(line.Text)} | {Seconds(line.Objects)} | {Seconds(line.Cached)} | {line.Transform:N0} | {line.Engine:0.0} µs | {line.Memory:N0} MB |");

    private static string Seconds(double? seconds) => seconds is { } given ? string.Create(CultureInfo.InvariantCulture, $"{given:0.00} s") : "–";
}
