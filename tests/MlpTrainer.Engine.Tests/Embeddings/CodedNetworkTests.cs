namespace MlpTrainer.Engine.Tests;

/// <summary>A network on codes and its form on features: the same scores, the first by a plain forward pass in double on codes by their definition.</summary>
public sealed class CodedNetworkTests
{
    [Theory]
    [InlineData("tanh", 6, 5)]
    [InlineData("relu", 7)]
    [InlineData("identity")]
    public void ItScoresFeaturesAsTheOtherScoresCodes(string activation, params int[] hidden)
    {
        TrainingSet set = Mixed();
        InputScaling inputs = InputStatistics.Learn(set, standardize: true, imputeMissing: true, saturate: true)!;
        PiecewiseCodes codes = PiecewiseCodes.Learn(set, inputs, 6)!;
        var shape = new NetworkShape(codes.Width, [.. hidden, 2], [.. hidden.Select(_ => Activation.ByName(activation)), Activation.Identity]);
        var random = new Random(3);
        float[] parameters = [.. Enumerable.Range(0, shape.ParameterCount).Select(_ => (random.NextSingle() * 2) - 1)];
        var naive = new ReferenceNetwork([codes.Width, .. hidden, 2], [.. hidden.Select(_ => activation)], biases: true);

        TrainedNetwork actual = CodedNetwork.OnFeatures(new TrainedNetwork(shape, parameters, outputs: new([1f, 2f], [3f, 4f])), codes, inputs);
        Assert.Equal([Activation.Relu, .. shape.Layers.Select(layer => layer.Activation)], actual.Shape.Layers.Select(layer => layer.Activation));
        float[] x = new float[set.FeatureCount], scaled = new float[set.FeatureCount], score = new float[2];
        for (int row = 0; row < set.RowCount; row += 5)
        {
            set.Store.Dense![row].CopyTo(x);
            inputs.Apply(x, scaled);
            double[] z = naive.Z(TinyProblem.ToDouble(parameters), Codes(codes, scaled));
            actual.CreateScorer().Score(x, score);
            Assert.Equal((3 * z[0]) + 1, score[0], 3e-4 * Math.Max(1, Math.Abs(z[0])));
            Assert.Equal((4 * z[1]) + 2, score[1], 4e-4 * Math.Max(1, Math.Abs(z[1])));
        }
    }

    /// <summary>φ_t = (x − b_(t−1))/(b_t − b_(t−1)) in [0, 1], the first without a lower bound, the last without an upper one; then x itself.</summary>
    private static double[] Codes(PiecewiseCodes codes, float[] x)
    {
        List<double> seen = [];
        for (int k = 0; k < x.Length; k++)
        {
            float[] b = codes.Knots(k).ToArray();
            for (int t = 1; t < b.Length; t++)
            {
                double share = ((double)x[k] - b[t - 1]) / ((double)b[t] - b[t - 1]);
                seen.Add(t == 1 ? Math.Min(share, 1) : t == b.Length - 1 ? Math.Max(share, 0) : Math.Clamp(share, 0, 1));
            }

            seen.Add(x[k]);
        }

        return [.. seen];
    }

    /// <summary>Numbers with a tail, few values, two values, a constant, missing ones.</summary>
    private static TrainingSet Mixed()
    {
        var random = new Random(3);
        var builder = new TrainingSetBuilder(5, 1);
        for (int i = 0; i < 200; i++)
        {
            builder.Add([(float)Math.Exp(3 * random.NextDouble()), i % 3, i % 2, 5f, random.NextDouble() < 0.1 ? float.NaN : random.NextSingle()], [i % 2]);
        }

        return builder.Build();
    }
}
