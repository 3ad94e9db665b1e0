using System.Collections.Concurrent;

namespace MlpTrainer.Engine.Tests;

/// <summary>What a recorded case has as targets.</summary>
internal enum RecordedTask
{
    Binary,
    Multiclass,
    Regression,
    SeveralOutputs,
}

/// <summary>Made-up rows, the same on every machine: only additions, subtractions and multiplications make them.</summary>
internal sealed class RecordedData
{
    public const int Outputs = 3;                       // classes, or targets where there are several

    private static readonly ConcurrentDictionary<(string Kind, RecordedTask Task), RecordedData> s_made = [];

    private readonly List<(int[] Indices, float[] Values)> _rows = [];

    private RecordedData(int rows, int features, int filled, RecordedTask task, bool isClean)
    {
        var builder = new TrainingSetBuilder(features, task == RecordedTask.SeveralOutputs ? Outputs : 1);
        for (int row = 0; row < rows; row++)
        {
            int[] indices = [.. Enumerable.Range(0, filled).Select(i => filled == features ? i : Index(row, i, features / filled))];
            float[] clean = [.. indices.Select((_, i) => Uniform(row, i))];
            float[] values = isClean ? clean : [.. clean.Select((value, i) => Spoil(value, row, i))];
            float weight = row % 3 == 0 ? 1.5f : 1f;
            if (filled == features)
            {
                builder.Add(values, Target(task, indices, clean), weight);
            }
            else
            {
                builder.Add(indices, values, Target(task, indices, clean), weight);
            }

            _rows.Add((indices, values));
        }

        Set = builder.Build();
    }

    public TrainingSet Set { get; }

    /// <summary>300 full rows of 12 features, with missing values and outliers.</summary>
    public static RecordedData Dense(RecordedTask task) => Shared(nameof(Dense), task, () => new(300, 12, 12, task, isClean: false));

    /// <summary>The same without missing values and outliers.</summary>
    public static RecordedData Clean(RecordedTask task) => Shared(nameof(Clean), task, () => new(300, 12, 12, task, isClean: true));

    /// <summary>More rows than a step holds at once.</summary>
    public static RecordedData Long(RecordedTask task) => Shared(nameof(Long), task, () => new(2300, 12, 12, task, isClean: false));

    /// <summary>200 rows with 5 of 600 features, of which a batch of 16 lacks so many that their steps are deferred.</summary>
    public static RecordedData Sparse(RecordedTask task) => Shared(nameof(Sparse), task, () => new(200, 600, 5, task, isClean: false));

    /// <summary>200 rows with 4 of 120 features, of which a batch of 64 has nearly all.</summary>
    public static RecordedData NarrowSparse(RecordedTask task) => Shared(nameof(NarrowSparse), task, () => new(200, 120, 4, task, isClean: false));

    /// <summary>More sparse rows than a step holds at once.</summary>
    public static RecordedData LongSparse(RecordedTask task) => Shared(nameof(LongSparse), task, () => new(2100, 120, 4, task, isClean: false));

    /// <summary>What a network makes of the first rows: one at a time, and full ones in a batch as well.</summary>
    public float[] Scores(TrainedNetwork network, int threads)
    {
        const int Count = 70;
        int outputs = network.Shape.Outputs;
        float[] scores = new float[2 * Count * outputs];
        Scorer scorer = network.CreateScorer();
        for (int row = 0; row < Count; row++)
        {
            Span<float> output = scores.AsSpan(row * outputs, outputs);
            if (Set.IsSparse)
            {
                scorer.Score(_rows[row].Indices, _rows[row].Values, output);
            }
            else
            {
                scorer.Score(_rows[row].Values, output);
            }
        }

        if (!Set.IsSparse)
        {
            network.Score(_rows.Take(Count).SelectMany(row => row.Values).ToArray(), scores.AsMemory(Count * outputs), threads);
        }

        return scores;
    }

    private static RecordedData Shared(string kind, RecordedTask task, Func<RecordedData> make) => s_made.GetOrAdd((kind, task), _ => make());

    private static float[] Target(RecordedTask task, int[] indices, float[] values)
    {
        float[] sums = new float[Outputs];
        for (int output = 0; output < Outputs; output++)
        {
            for (int i = 0; i < indices.Length; i++)
            {
                sums[output] += values[i] * Uniform(-1 - output, indices[i]);
            }

            sums[output] += values[0] * values[output + 1];
        }

        return task switch
        {
            RecordedTask.Binary => [sums[0] > 0f ? 1f : 0f],
            RecordedTask.Multiclass => [Array.IndexOf(sums, sums.Max())],
            RecordedTask.Regression => [20f + (10f * sums[0])],
            _ => [20f + (10f * sums[0]), sums[1], 5f - (100f * sums[2])],
        };
    }

    /// <summary>The index of value i, each from its own span of features, so that they ascend.</summary>
    private static int Index(int row, int i, int span) => (i * span) + (int)(Mix(row, 200 + i) % (ulong)span);

    /// <summary>One value in 29 is missing and one in 31 lies far out; features have different units.</summary>
    private static float Spoil(float value, int row, int i) =>
        ((7 * row) + i) % 29 == 0 ? float.NaN : ((5 * row) + i) % 31 == 0 ? value * 40f : (value * (1 + i)) + (i % 2);

    /// <summary>In [−1, 1).</summary>
    private static float Uniform(int row, int i) => ((Mix(row, i) >> 40) * (1f / (1 << 23))) - 1f;

    /// <summary>SplitMix64.</summary>
    private static ulong Mix(int row, int i)
    {
        ulong z = unchecked((((ulong)row * 4096) + (ulong)i + 1) * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
