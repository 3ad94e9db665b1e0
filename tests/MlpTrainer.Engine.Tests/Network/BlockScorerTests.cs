namespace MlpTrainer.Engine.Tests;

/// <summary>Rows scored in blocks have the bits of rows scored one by one.</summary>
public class BlockScorerTests
{
    private const int Features = 11;

    private readonly Random _random = new(3);

    [Theory]
    [InlineData("relu", "sigmoid", 1, true)]
    [InlineData("relu", "sigmoid", 1, false)]
    [InlineData("gelu", "softmax", 3, false)]
    [InlineData("tanh", "identity", 2, false)]
    [InlineData("mish", "exponential", 5, false)]
    [InlineData("sigmoid", "sigmoid", 1, false)]
    public void DenseAndSparseRowsHaveTheBitsOfSingleOnes(string hidden, string link, int outputs, bool preActivation)
    {
        TrainedNetwork network = Network(hidden, link, outputs);
        Scorer scorer = network.CreateScorer();
        var block = new BlockScorer(network, preActivation);
        Assert.Equal(BlockScorer.MostRows, block.Room);
        foreach (int rows in new[] { block.Room, 1, 13, 0 })
        {
            block.Clear();
            float[] expected = new float[rows * outputs];
            for (int row = 0; row < rows; row++)
            {
                Add(block, scorer, preActivation, isSparse: row % 4 == 2, expected.AsSpan(row * outputs, outputs));
            }

            block.Run();
            Assert.Equal(rows, block.Count);
            Compare.SameBits(expected, Scores(block));
            for (int row = 0; row < rows; row++)
            {
                block.Run(row);
            }

            Compare.SameBits(expected, Scores(block));
        }
    }

    [Fact]
    public void OnlySparseRowsNeedNoRoomForDenseOnes()
    {
        var shape = new NetworkShape(1_000_000, [2], [Activation.Softmax]);
        var network = new TrainedNetwork(shape, new float[shape.ParameterCount]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var block = new BlockScorer(network, preActivation: false);
        block.Add([999_999], [1f]);
        block.Run();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal([0.5f, 0.5f], block.Score(0).ToArray());
    }

    [Fact]
    public void WideNetworksHaveFewRowsInABlock()
    {
        var shape = new NetworkShape(1_000_000, [2], [Activation.Softmax]);
        Assert.InRange(new BlockScorer(new TrainedNetwork(shape, new float[shape.ParameterCount]), preActivation: false).Room, 1, 4);
    }

    [Fact]
    public void BlocksAllocateNothing()
    {
        TrainedNetwork network = Network("gelu", "softmax", 3);
        var block = new BlockScorer(network, preActivation: false);
        float[] row = Draw(Features), values = [1f, 2f];
        int[] indices = [2, 5];
        Score(2);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Score(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Score(int blocks)
        {
            for (int i = 0; i < blocks; i++)
            {
                block.Clear();
                block.Add(row);
                block.Add(indices, values);
                block.Add(row);
                block.Run();
            }
        }
    }

    private void Add(BlockScorer block, Scorer scorer, bool preActivation, bool isSparse, Span<float> expected)
    {
        float[] row = Draw(Features);
        int[] indices = [1, 4, 10];
        float[] values = [.. indices.Select(index => row[index])];
        if (isSparse)
        {
            block.Add(indices, values);
        }
        else
        {
            block.Add(row);
        }

        switch (isSparse, preActivation)
        {
            case (true, true): scorer.PreActivation(indices, values, expected); break;
            case (true, false): scorer.Score(indices, values, expected); break;
            case (false, true): scorer.PreActivation(row, expected); break;
            case (false, false): scorer.Score(row, expected); break;
        }
    }

    private static float[] Scores(BlockScorer block) => [.. Enumerable.Range(0, block.Count).SelectMany(row => block.Score(row).ToArray())];

    private TrainedNetwork Network(string hidden, string link, int outputs)
    {
        Activation activation = Activation.ByName(hidden);
        var shape = new NetworkShape(Features, [37, 5, outputs], [activation, activation, Activation.ByName(link)]);
        return new TrainedNetwork(
            shape, Draw(shape.ParameterCount), new InputScaling(Draw(Features), [.. Enumerable.Repeat(1.5f, Features)], imputeMissing: true),
            link == "identity" ? new OutputScaling(Draw(outputs), [.. Enumerable.Repeat(4f, outputs)]) : null);
    }

    private float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (_random.NextSingle() * 4) - 2)];
}
