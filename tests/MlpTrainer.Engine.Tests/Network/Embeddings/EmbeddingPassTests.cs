namespace MlpTrainer.Engine.Tests;

/// <summary>Networks with embeddings against one in double written for reading only: cost, every entry of the gradient, scores, and their slopes along the features.</summary>
public sealed class EmbeddingPassTests
{
    [Theory]
    [InlineData("cross-entropy", "tanh", 2, 4, 3)]
    [InlineData("quadratic", "relu", 2, 20)]
    [InlineData("softmax cross-entropy", "gelu", 3, 6, 5)]
    [InlineData("quadratic", "identity", 1)]
    [InlineData("cross-entropy", "silu", 1, 1)]
    public void BackpropagationMatchesFiniteDifferences(string cost, string activation, int outputs, params int[] hidden) =>
        new EmbeddedProblem(cost, Options(activation, hidden) with { L2Regularization = 0.05 }, outputs).AssertEngineAgrees();

    [Fact]
    public void WithL1AndWithoutBiases() =>
        new EmbeddedProblem("cross-entropy", Options("tanh", [4]) with { L1Regularization = 0.03, L2Regularization = 0, UseBiases = false }).AssertEngineAgrees();

    [Fact]
    public void EveryWayToScoreGivesTheSame()
    {
        var problem = new EmbeddedProblem("quadratic", Options("tanh", [9, 4]));
        TrainedNetwork network = new(problem.Shape, problem.Parameters, s_scaling);
        float[] all = new float[problem.X.Length * 2], z = new float[2];
        network.Score(problem.X.SelectMany(x => x).ToArray(), all);
        Scorer scorer = network.CreateScorer();
        for (int row = 0; row < problem.X.Length; row++)
        {
            double[] expected = problem.Z(TinyProblem.ToDouble(problem.Parameters), Scaled(problem.X[row]));
            scorer.Score(problem.X[row], z);
            Compare.Close(expected, z, 1e-5);
            Compare.Close(expected, all[(2 * row)..(2 * (row + 1))], 1e-5);
            scorer.Score([0, 1, 2, 3], problem.X[row], z);
            Compare.Close(expected, z, 1e-5);
            scorer.Score([2], [problem.X[row][2]], z);
            Compare.Close(problem.Z(TinyProblem.ToDouble(problem.Parameters), Scaled([0, 0, problem.X[row][2], 0])), z, 1e-5);
        }
    }

    /// <summary>The same bits at any number of threads, over more rows than a block has.</summary>
    [Fact]
    public void ManyRowsAreScoredAlikeByAnyNumberOfThreads()
    {
        var problem = new EmbeddedProblem("quadratic", Options("relu", [9]));
        TrainedNetwork network = new(problem.Shape, problem.Parameters);
        float[] rows = [.. Enumerable.Range(0, 4 * 1000).Select(i => MathF.Sin(i))], one = new float[2000], three = new float[2000];
        network.Score(rows, one, threads: 1);
        network.Score(rows, three, threads: 3);
        Compare.SameBits(one, three);
        for (int row = 0; row < 1000; row += 99)
        {
            Compare.Close(problem.Z(TinyProblem.ToDouble(problem.Parameters), TinyProblem.ToDouble(rows[(4 * row)..(4 * (row + 1))])), one[(2 * row)..(2 * (row + 1))], 1e-5);
        }
    }

    [Theory]
    [InlineData("tanh", 6, 4)]
    [InlineData("gelu", 5)]
    [InlineData("identity")]
    public void SlopesAlongFeaturesAreThoseOfTheScores(string activation, params int[] hidden)
    {
        var problem = new EmbeddedProblem("quadratic", Options(activation, hidden));
        var network = new TrainedNetwork(problem.Shape, problem.Parameters, s_scaling);
        Scorer scorer = network.CreateScorer();
        float[] gradient = new float[4];
        foreach (float[] x in problem.X)
        {
            for (int output = 0; output < 2; output++)
            {
                int one = output;
                double[] expected = FiniteDifference.Gradient(at => problem.Z(TinyProblem.ToDouble(problem.Parameters), Scaled(at))[one], TinyProblem.ToDouble(x));
                scorer.InputGradient(x, output, gradient);
                Compare.Close(expected, gradient);
                scorer.ScoreGradient(x, output, gradient);
                Compare.Close(expected, gradient);
            }
        }
    }

    /// <summary>The contributions add up to the distance of the score from the baseline's.</summary>
    [Fact]
    public void ContributionsAddUp()
    {
        var problem = new EmbeddedProblem("quadratic", Options("relu", [8]));
        var network = new TrainedNetwork(problem.Shape, problem.Parameters, s_scaling);
        float[] contributions = new float[4], score = new float[2], baseline = new float[2];
        network.CreateScorer().Score(IntegratedGradients.Baseline(network), baseline);
        foreach (float[] x in problem.X)
        {
            network.CreateScorer().Score(x, score);
            new IntegratedGradients(network).Explain(x, 1, contributions);
            Assert.Equal(score[1] - baseline[1], contributions.Sum(), 1e-3);
        }
    }

    [Fact]
    public void ASavedNetworkScoresWithTheSameBitsAndADamagedOneIsRefused()
    {
        var problem = new EmbeddedProblem("quadratic", Options("tanh", [3]));
        var network = new TrainedNetwork(problem.Shape, problem.Parameters, s_scaling);
        using var file = new MemoryStream();
        network.Save(file);
        byte[] whole = file.ToArray();
        TrainedNetwork loaded = TrainedNetwork.Load(new MemoryStream(whole));
        Assert.Equal(network.Shape, loaded.Shape);
        Compare.SameBits(network.Parameters, loaded.Parameters);
        Assert.Equal(problem.Shape.Embedding!.Features, loaded.Shape.Embedding!.Features);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] altered = [.. whole];
            altered[i] ^= (byte)(1 << (i % 8));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.ThrowsAny<InvalidDataException>(() => TrainedNetwork.Load(new MemoryStream(altered)));
            Assert.ThrowsAny<InvalidDataException>(() => TrainedNetwork.Load(new MemoryStream(whole[..i])));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
    }

    [Fact]
    public void ShapesAreChecked()
    {
        Assert.ThrowsAny<ArgumentException>(() => new EmbeddingShape([], 1, 1));
        Assert.ThrowsAny<ArgumentException>(() => new EmbeddingShape([-1], 1, 1));
        Assert.ThrowsAny<ArgumentException>(() => new EmbeddingShape([0], 0, 1));
        Assert.ThrowsAny<ArgumentException>(() => new EmbeddingShape([0], 1, 4097));
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => new NetworkShape(2, [1], [Activation.Identity], embedding: new([0, 2], 4, 3)));
        Assert.StartsWith("Each embedding's feature must be less than 2, but one was 2.", error.Message, StringComparison.Ordinal);
        Assert.Equal("3 and 2×periodic(4, 3)-5 relu-1 identity", new NetworkShape(3, [5, 1], [Activation.Relu, Activation.Identity], embedding: new([0, 2], 4, 3)).ToString());
        Assert.NotEqual(new NetworkShape(9, [1], [Activation.Identity]), new NetworkShape(3, [1], [Activation.Identity], embedding: new([0, 2], 4, 3)));
    }

    private static readonly InputScaling s_scaling = new([0.1f, 0, -0.2f, 0.3f], [1, 2, 0.5f, 1.5f], imputeMissing: true, [0.3f, 0.3f, 1f, 0f]);

    /// <summary>x̂ = z/√(1 + (κz)²).</summary>
    private static double[] Scaled(IEnumerable<double> x) => [.. x.Select((value, k) =>
    {
        double z = (value - s_scaling.Mean.Span[k]) * s_scaling.Scale.Span[k], bend = s_scaling.Saturation.Span[k] * z;
        return z / Math.Sqrt(1 + (bend * bend));
    })];

    private static double[] Scaled(float[] x) => Scaled(TinyProblem.ToDouble(x).AsEnumerable());

    private static TrainingOptions Options(string activation, int[] hidden) => Plain.Options with { HiddenLayers = hidden, Activation = Activation.ByName(activation) };
}
