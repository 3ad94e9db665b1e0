using System.Text.Json;

namespace MlpTrainer.Benchmarks.Pipelines;

/// <summary>What one trainer took on one table's rows, end to end, as a JSON line holds it.</summary>
/// <param name="Data">The table's name.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Trainer">The trainer's name.</param>
/// <param name="First">Seconds of the process's first Fit, from the text file, just-in-time compilation and the features' transforms included.</param>
/// <param name="Text">Seconds of the next Fit from the text file.</param>
/// <param name="Objects">From objects in memory.</param>
/// <param name="Cached">From a cache that is full.</param>
/// <param name="Transform">Rows per second of the column Score, from a full cache.</param>
/// <param name="Engine">Microseconds of a prediction engine's prediction, the median.</param>
/// <param name="Memory">The process's most memory by the end of its first Fit, in MB.</param>
internal sealed record PipelineLine(
    string Data, int Rows, string Trainer, double First, double? Text, double? Objects, double? Cached, double Transform, double Engine, double Memory)
{
    /// <summary>A line that <see cref="ToString"/> made.</summary>
    public static PipelineLine Parse(string json)
    {
        JsonElement line = JsonDocument.Parse(json).RootElement;
        double? Number(string name) => line.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
        return new PipelineLine(
            line.GetProperty("data").GetString()!, line.GetProperty("rows").GetInt32(), line.GetProperty("trainer").GetString()!,
            Number("first_fit_s")!.Value, Number("fit_text_s"), Number("fit_objects_s"), Number("fit_cached_s"),
            Number("transform_rows_per_s")!.Value, Number("engine_us")!.Value, Number("peak_mb")!.Value);
    }

    public override string ToString() =>
        JsonLine.Text(
            ("bench", "pipeline"), ("data", Data), ("rows", Rows), ("trainer", Trainer), ("first_fit_s", First), ("fit_text_s", Text),
            ("fit_objects_s", Objects), ("fit_cached_s", Cached), ("transform_rows_per_s", Transform), ("engine_us", Engine), ("peak_mb", Memory));
}
