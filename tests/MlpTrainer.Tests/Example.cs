using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests;

/// <summary>A row of the tests' own data: three features, a label for each task.</summary>
public sealed class Example
{
    [VectorType(3)]
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }

    public float Number { get; set; }

    [VectorType(2)]
    public float[] Numbers { get; set; } = [];

    public string Class { get; set; } = "";

    public float Weight { get; set; } = 1;

    public string Group { get; set; } = "";

    /// <summary>Rows that a network with a few units learns: inside or outside of a shell, with a quarter of x₃'s values far from the others' range.</summary>
    public static List<Example> Rows(int count, int seed = 1)
    {
        var random = new Random(seed);
        var rows = new List<Example>(count);
        for (int i = 0; i < count; i++)
        {
            float x = Draw(random), y = Draw(random), z = 100 * Draw(random);
            float radius = (x * x) + (y * y);
            rows.Add(new Example
            {
                Features = [x, y, z],
                Label = radius > 0.6f,
                Number = (10 * radius) + (0.05f * z) + 100,
                Numbers = [(10 * radius) + 100, x - y],
                Class = radius > 0.6f ? "outside" : x > 0 ? "right" : "left",
                Weight = 0.5f + (float)random.NextDouble(),
                Group = $"group {i / 5}",
            });
        }
        return rows;
    }

    public static IDataView View(MLContext mlContext, int count, int seed = 1) => mlContext.Data.LoadFromEnumerable(Rows(count, seed));

    private static float Draw(Random random) => (float)((2 * random.NextDouble()) - 1);
}

/// <summary>What the transformers give for a row.</summary>
public sealed class Answer
{
    public float Score { get; set; }

    public float Probability { get; set; }

    public bool PredictedLabel { get; set; }
}

/// <summary>What a multiclass or a multi-output transformer gives for a row.</summary>
public sealed class VectorAnswer
{
    public float[] Score { get; set; } = [];
}
