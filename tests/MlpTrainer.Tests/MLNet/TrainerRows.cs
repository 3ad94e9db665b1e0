using Microsoft.ML.Data;

namespace MlpTrainer.Tests.MLNet;

/// <summary>The rows on which trainers were recorded: the observed rows as labels and features.</summary>
internal static class TrainerRows
{
    internal static BinaryExample[] Binary { get; } =
        ObservedRows.Binary.Select(r => new BinaryExample { Label = r.Label, Features = [r.Score, r.Weight] }).ToArray();

    internal static NamedExample[] Named { get; } =
        ObservedRows.Transform.Select(r => new NamedExample { Label = r.Cat ?? "none", Features = [r.B, r.C] }).ToArray();

    internal static NumberExample[] Numbers { get; } =
        ObservedRows.Regression.Select(r => new NumberExample { Label = r.Label, Features = [r.Score] }).ToArray();
}

internal sealed class BinaryExample
{
    public bool Label;

    [VectorType(2)]
    public float[]? Features;
}

internal sealed class NamedExample
{
    public string? Label;

    [VectorType(2)]
    public float[]? Features;
}

internal sealed class NumberExample
{
    public float Label;

    [VectorType(1)]
    public float[]? Features;
}

internal sealed class WideExample
{
    public bool Label;

    [VectorType(3)]
    public float[]? Features;
}

internal sealed class BinaryPrediction
{
    public bool PredictedLabel { get; set; }
    public float Score { get; set; }
    public float Probability { get; set; }
}
