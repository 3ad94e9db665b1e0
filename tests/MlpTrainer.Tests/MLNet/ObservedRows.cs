using Microsoft.ML.Data;

namespace MlpTrainer.Tests.MLNet;

/// <summary>The inputs of the recorded answers, by the formulas of the program that recorded them.</summary>
internal static class ObservedRows
{
    internal static BinaryRow[] Binary { get; } = Enumerable.Range(0, 200).Select(i =>
    {
        var s = (float)Math.Round(4 * U(i) - 2, 1);
        return new BinaryRow
        {
            Label = U(1000 + i) < 1 / (1 + Math.Exp(-2 * s)),
            Score = s,
            Probability = 1 / (1 + MathF.Exp(-s)),
            PredictedLabel = s > 0,
            Weight = (float)(0.5 + U(2000 + i))
        };
    }).ToArray();

    internal static MulticlassRow[] Multiclass { get; } = Enumerable.Range(0, 150).Select(i =>
    {
        float[] p = Enumerable.Range(0, 4).Select(k => (float)(0.05 + U(5000 + 4 * i + k))).ToArray();
        float sum = p.Sum();
        p = p.Select(x => x / sum).ToArray();
        int best = Array.IndexOf(p, p.Max());
        int label = U(9000 + i) < 0.7 ? best : (int)(4 * U(9500 + i));
        return new MulticlassRow { Label = (uint)label, Score = p, PredictedLabel = (uint)best };
    }).ToArray();

    internal static RegressionRow[] Regression { get; } = Enumerable.Range(0, 120)
        .Select(i => new RegressionRow { Label = (float)(10 * U(20000 + i)), Score = (float)(10 * U(20000 + i) + U(21000 + i) - .5) }).ToArray();

    internal static TransformRow[] Transform { get; } = Enumerable.Range(0, 8).Select(i => new TransformRow
    {
        A = i == 2 ? float.NaN : i * i - 3,
        B = (float)(100 * U(i)),
        C = 5,
        Cat = new[] { "red", "green", "red", "blue", "", null, "green", "red" }[i],
        V = [i, -i, i == 4 ? float.NaN : 0.5f * i]
    }).ToArray();

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

internal sealed class BinaryRow
{
    public bool Label;
    public float Score;
    public float Probability;
    public bool PredictedLabel;
    public float Weight;
}

internal sealed class MulticlassRow
{
    [KeyType(4)]
    public uint Label;
    [VectorType(4)]
    public float[]? Score;
    [KeyType(4)]
    public uint PredictedLabel;
}

internal sealed class RegressionRow
{
    public float Label;
    public float Score;
}

internal sealed class TransformRow
{
    public float A;
    public float B;
    public float C;
    public string? Cat;
    [VectorType(3)]
    public float[]? V;
}
