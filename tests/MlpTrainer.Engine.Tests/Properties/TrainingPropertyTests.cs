namespace MlpTrainer.Engine.Tests;

/// <summary>What holds for any training, whatever the network, the cost, the options and the rows.</summary>
public class TrainingPropertyTests
{
    [Fact]
    public void AWeightOfTwoIsTheRowTwice() => RandomFit.Any.Holds(fit =>
    {
        TinyProblem problem = fit.Problem.Build();
        float[] weights = [.. problem.W.Select(weight => weight < 1 ? 1f : 2f)];
        float[] weighted = fit.Train(problem, weights.Index());
        float[] repeated = fit.Train(problem, weights.Index().SelectMany(row => Enumerable.Repeat((row.Index, 1f), (int)row.Item)));
        AssertClose(repeated, weighted);
    });

    [Fact]
    public void TheOrderOfRowsInABatchDoesNotMatter() => RandomFit.Any.Holds(fit =>
    {
        TinyProblem problem = fit.Problem.Build();
        (int Row, float Weight)[] rows = [.. problem.W.Index()];
        float[] inOrder = fit.Train(problem, rows);
        new Random(fit.Problem.Seed).Shuffle(rows);
        AssertClose(inOrder, fit.Train(problem, rows));
    });

    [Fact]
    public void TheSameSeedGivesTheSameBitsOnOneTwoAndThreeThreads() => RandomTraining.Any.Holds(training =>
    {
        TrainingSet rows = training.Rows();
        Assert.InRange(TeamSize.Of(training.Options(threads: 3), training.Shape, training.Size.Rows, training.Has.Sparse), 2, 3);
        string one = training.Train(rows, threads: 1);
        Assert.Equal(one, training.Train(rows, threads: 2));
        Assert.Equal(one, training.Train(rows, threads: 3));
    }, count: 100);

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 2e-5f * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
