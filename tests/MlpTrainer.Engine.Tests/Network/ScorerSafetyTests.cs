namespace MlpTrainer.Engine.Tests;

/// <summary>Whatever indices a caller gives, no kernel sees one that points outside the network.</summary>
public class ScorerSafetyTests
{
    private const int Features = 40;

    private delegate void SparseDoor(Scorer scorer, ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> outputs);

    public static TheoryData<string, int[]> BadIndices => new()
    {
        { "just outside", [Features] },
        { "far outside", [100_000_000] },
        { "the largest", [int.MaxValue] },
        { "negative", [-1] },
        { "the smallest", [int.MinValue] },
        { "the last of several", [0, 3, 7, Features] },
        { "descending", [5, 4] },
        { "repeated", [5, 5] },
    };

    [Theory, MemberData(nameof(BadIndices))]
    public void AnIndexOutOfRangeOrOutOfOrderIsAnArgumentException(string name, int[] indices)
    {
        SparseDoor[] doors = [(s, i, v, o) => s.Score(i, v, o), (s, i, v, o) => s.PreActivation(i, v, o)];
        foreach (TrainedNetwork network in Networks())
        {
            foreach (SparseDoor door in doors)
            {
                Scorer scorer = network.CreateScorer();
                float[] values = [.. indices.Select(_ => 1f)], outputs = new float[network.Shape.Outputs], expected = new float[outputs.Length];
                ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => door(scorer, indices, values, outputs));
                Assert.StartsWith("indices must be ascending, at least 0 and less than 40", error.Message, StringComparison.Ordinal);
                door(scorer, [3], [2f], outputs);                       // and the scorer goes on as if nothing had happened
                door(network.CreateScorer(), [3], [2f], expected);
                Compare.SameBits(expected, outputs);
                Assert.NotEmpty(name);
            }
        }
    }

    /// <summary>One output and several, no hidden layer and one; no scaling, scaling that leaves zeros alone, and scaling that centres.</summary>
    private static IEnumerable<TrainedNetwork> Networks()
    {
        float[] ones = [.. Enumerable.Repeat(1f, Features)];
        InputScaling?[] scalings = [null, new(new float[Features], ones, imputeMissing: true), new(ones, ones, imputeMissing: true, ones)];
        foreach ((int[] widths, InputScaling? scaling) in new int[][] { [1], [3], [17, 1], [20, 3] }.SelectMany(_ => scalings, (w, s) => (w, s)))
        {
            var shape = new NetworkShape(Features, widths, [.. widths.Select(_ => Activation.Identity)]);
            yield return new TrainedNetwork(shape, [.. Enumerable.Range(0, shape.ParameterCount).Select(i => i / 100f)], scaling);
        }
    }
}
