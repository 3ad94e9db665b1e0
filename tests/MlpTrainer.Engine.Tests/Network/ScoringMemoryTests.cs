namespace MlpTrainer.Engine.Tests;

/// <summary>What a first score allocates beyond the network: at most 1.3 times its parameters, whatever their shape.</summary>
public class ScoringMemoryTests
{
    public static TheoryData<int, int[]> Shapes => new()
    {
        { 2_000_000, [1] },                 // as wide as hashed text
        { 1_000_000, [2] },                 // where packed columns would mostly be padding
        { 1, [1_000_000, 1] },
        { 30_000, [64, 3] },
        { 300, [700, 700, 5] },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void OneRow(int features, int[] widths)
    {
        TrainedNetwork network = Network(features, widths);
        float[] outputs = new float[network.Shape.Outputs], row = new float[features];
        AtMost(network, features > 1 ? 0.1 : 1.3, () => network.CreateScorer().Score([0], [1f], outputs));
        AtMost(network, 1.3, () => network.CreateScorer().Score(row, outputs));
    }

    [Theory, MemberData(nameof(Shapes))]
    public void ABatch(int features, int[] widths)
    {
        TrainedNetwork network = Network(features, widths);
        float[] outputs = new float[2 * network.Shape.Outputs], rows = new float[2 * features];
        AtMost(network, 1.3, () => network.Score(rows, outputs));
    }

    [Fact]
    public void TheNetworkKeepsACopyOfWhatItIsGiven()
    {
        var shape = new NetworkShape(2, [1], [Activation.Identity]);
        float[] parameters = [1f, 2f, 3f], score = new float[1];
        var network = new TrainedNetwork(shape, parameters);
        parameters[0] = float.NaN;
        network.CreateScorer().Score([1f, 1f], score);
        Assert.Equal(6f, score[0]);
        Assert.Equal([1f, 2f, 3f], network.Parameters.ToArray());
    }

    [Fact]
    public void AWideLayerOfFewUnitsScoresInABatchAsRowByRow()
    {
        const int Features = 600_000;
        TrainedNetwork network = Network(Features, [2]);
        float[] rows = new float[3 * Features], batch = new float[6], single = new float[2];
        for (int i = 0; i < rows.Length; i += 1 + (i % 977))
        {
            rows[i] = (i % 13) - 6;
        }

        network.Score(rows, batch);
        for (int row = 0; row < 3; row++)
        {
            network.CreateScorer().Score(rows.AsSpan(row * Features, Features), single);
            Compare.SameBits(single, batch.AsSpan(row * 2, 2).ToArray());
        }
    }

    private static TrainedNetwork Network(int features, int[] widths)
    {
        var shape = new NetworkShape(features, widths, [.. widths.Select(_ => Activation.Identity)]);
        float[] parameters = new float[shape.ParameterCount];
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = ((i % 7) - 3) / 8f;
        }

        return new TrainedNetwork(shape, parameters);
    }

    private static void AtMost(TrainedNetwork network, double times, Action score)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        score();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        double limit = (times * network.Shape.ParameterCount * sizeof(float)) + 200_000;
        Assert.True(allocated <= limit, $"{network.Shape}: {allocated} bytes, at most {limit:F0}");
    }
}
