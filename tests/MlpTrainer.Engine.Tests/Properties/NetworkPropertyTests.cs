namespace MlpTrainer.Engine.Tests;

/// <summary>Networks of any shape, activations, cost and rows against the naive one in double.</summary>
public class NetworkPropertyTests
{
    [Fact]
    public void AnyNetworkScoresAsTheNaiveOneDoes() => RandomProblem.Any.Holds(random =>
    {
        TinyProblem problem = random.Build();
        var network = new TrainedNetwork(problem.Shape, problem.Parameters);
        float[] batch = new float[problem.Rows * problem.Outputs], z = new float[problem.Outputs], a = new float[problem.Outputs];
        network.Score(problem.X.SelectMany(x => x).ToArray(), batch, threads: 2);
        Scorer scorer = network.CreateScorer();
        for (int i = 0; i < problem.Rows; i++)
        {
            double[] expected = problem.ReferenceZ(i), outputs = Link(problem.Shape.Layers[^1].Activation, expected);
            scorer.PreActivation(problem.X[i], z);
            AssertClose(expected, z, 1e-5);
            scorer.Score(problem.X[i], a);
            AssertClose(outputs, a, 1e-4);
            AssertClose(outputs, batch.AsSpan(i * problem.Outputs, problem.Outputs), 1e-4);
            int[] places = [.. Enumerable.Range(0, problem.Inputs).Where(k => problem.X[i][k] != 0)];
            scorer.PreActivation(places, [.. places.Select(k => problem.X[i][k])], z);
            AssertClose(expected, z, 1e-5);
        }
    });

    [Fact]
    public void AnyGradientIsTheSlopeInAnyDirection() => RandomProblem.Any.Holds(random =>
    {
        TinyProblem problem = random.Build();
        if (problem.IsNearAKink())
        {
            return;
        }

        double[] parameters = TinyProblem.ToDouble(problem.Parameters);
        (double cost, float[] gradient) = problem.Engine(threads: 2);
        double expected = problem.ReferenceCost(parameters), length = Math.Sqrt(gradient.Sum(g => (double)g * g));
        Assert.Equal(expected, cost, 1e-5 * Math.Max(1, Math.Abs(expected)));
        var signs = new Random(random.Seed);
        for (int direction = 0; direction < 2; direction++)
        {
            int[] d = [.. parameters.Select(_ => signs.Next(2) == 0 ? 1 : -1)];
            double slope = FiniteDifference.Gradient(t => problem.ReferenceCost([.. parameters.Select((w, i) => w + (t[0] * d[i]))]), [0])[0];
            Assert.Equal(slope, gradient.Select((g, i) => (double)g * d[i]).Sum(), (1e-4 * length) + (1e-6 * Math.Max(1, Math.Abs(expected))));
        }
    });

    private static double[] Link(Activation link, double[] z) => link.IsElementwise
        ? [.. z.Select(value => ActivationReference.Value(link.Name, value))]
        : [.. z.Select(value => 1 / z.Sum(other => Math.Exp(other - value)))];

    private static void AssertClose(double[] expected, ReadOnlySpan<float> actual, double tolerance)
    {
        double unit = Math.Max(1, expected.Max(Math.Abs));
        for (int j = 0; j < expected.Length; j++)
        {
            Assert.Equal(expected[j], actual[j], tolerance * unit);
        }
    }
}
