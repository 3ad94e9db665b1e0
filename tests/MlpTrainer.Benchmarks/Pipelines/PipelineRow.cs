namespace MlpTrainer.Benchmarks.Pipelines;

/// <summary>A row as a user's class holds it: numbers, up to three texts, and a label of the task's type.</summary>
internal class PipelineRow<TLabel>
{
    public TLabel Label { get; set; } = default!;

    public float[] Numbers { get; set; } = [];

    public string Text0 { get; set; } = "";

    public string Text1 { get; set; } = "";

    public string Text2 { get; set; } = "";
}

/// <summary>What is asked of a prediction engine: the score of a class, or a number.</summary>
internal sealed class PipelineScore<TScore>
{
    public TScore Score { get; set; } = default!;
}
