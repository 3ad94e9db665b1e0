using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>Small rows of every task, made by formulas: the same on every machine.</summary>
internal static class TrainerRows
{
    internal static BinaryExample[] Binary { get; } = [.. Enumerable.Range(0, 200).Select(i =>
    {
        float s = (float)Math.Round((4 * U(i)) - 2, 1);
        return new BinaryExample { Label = U(1000 + i) < 1 / (1 + Math.Exp(-2 * s)), Features = [s, (float)(0.5 + U(2000 + i))] };
    })];

    internal static NamedExample[] Named { get; } = [.. new[] { "red", "green", "red", "blue", "", "none", "green", "red" }
        .Select((name, i) => new NamedExample { Label = name, Features = [(float)(100 * U(i)), 5] })];

    internal static NumberExample[] Numbers { get; } = [.. Enumerable.Range(0, 120)
        .Select(i => new NumberExample { Label = (float)(10 * U(20000 + i)), Features = [(float)((10 * U(20000 + i)) + U(21000 + i) - 0.5)] })];

    /// <summary>SplitMix64 of i + 1, in [0, 1).</summary>
    private static double U(int i)
    {
        ulong z = (ulong)(i + 1) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        z ^= z >> 31;
        return (z >> 11) / 9007199254740992.0;
    }
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
