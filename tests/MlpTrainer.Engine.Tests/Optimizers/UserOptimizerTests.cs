namespace MlpTrainer.Engine.Tests;

/// <summary>A user's own rule, with three state arrays, trains a network as a double loop over the same batches does.</summary>
public class UserOptimizerTests
{
    private const int Rows = 60, BatchSize = 20, Features = 3, Epochs = 15;
    private const double Rate = 0.03, L2 = 0.02;

    [Theory]
    [InlineData(false, null)]
    [InlineData(false, 1e3f)]
    [InlineData(true, null)]
    public void AmsGradFollowsTheDoubleLoop(bool sparse, float? clip)
    {
        var options = new TrainingOptions
        {
            HiddenLayers = [], Optimizer = new AmsGrad { LearningRate = (float)Rate }, BatchSize = BatchSize, MaximumNumberOfEpochs = Epochs, EarlyStopping = null, L2Regularization = L2,
            Standardize = false, GradientClipNorm = clip, Initializer = new CustomInitializer((weights, _, _, _) => weights.Fill(0.25f)), Seed = 4,
        };
        TrainingSet set = SmallData.Binary(Rows, Features, sparse: sparse);
        float[] parameters = NetworkTrainer.Train(set, null, 1, options).Network.Parameters.ToArray();
        Compare.Close(DoubleLoop(set, options.Seed), parameters, 2e-4);
    }

    /// <summary>Three arrays, of which none may be mixed up with another: a state of numbers that tell which array they stand in.</summary>
    [Fact]
    public void EveryWeightFindsItsOwnStateAtEveryStep()
    {
        var options = new TrainingOptions { HiddenLayers = [9, 5], Optimizer = new Counting(), BatchSize = BatchSize, MaximumNumberOfEpochs = 3, EarlyStopping = null, NumberOfThreads = 2 };
        TrainedNetwork network = NetworkTrainer.Train(SmallData.Binary(Rows, 7), null, 1, options).Network;
        Assert.All(network.Parameters.ToArray(), weight => Assert.Equal(111f * (Rows / BatchSize) * 3, weight));
    }

    [Fact]
    public void AStateCountBelowZeroIsRefused() => Assert.Contains(
        "The StateCount of negative must be at least 0, but was -1.",
        Assert.Throws<ArgumentOutOfRangeException>(() => NetworkTrainer.Train(SmallData.Binary(Rows), null, 1, new() { Optimizer = new Negative() })).Message,
        StringComparison.Ordinal);

    /// <summary>Logistic regression, one weight after the other, in double.</summary>
    private static double[] DoubleLoop(TrainingSet set, ulong seed)
    {
        float[] x = SmallData.Features(set);
        double share = SmallData.Targets(set).Average(y => (double)y);
        double[] w = [.. Enumerable.Repeat(0.25, Features), Math.Log(share / (1 - share))], m = new double[w.Length], v = new double[w.Length], largest = new double[w.Length];
        int[] order = new int[Rows];
        for (int epoch = 1, t = 1; epoch <= Epochs; epoch++)
        {
            Shuffle.Fill(order, seed, epoch);
            foreach (int[] batch in order.Chunk(BatchSize))
            {
                double[] g = new double[w.Length];
                foreach (int row in batch)
                {
                    double z = w[Features];
                    for (int k = 0; k < Features; k++)
                    {
                        z += w[k] * x[(row * Features) + k];
                    }

                    double delta = ((1 / (1 + Math.Exp(-z))) - set.Target(row)[0]) / BatchSize;
                    for (int k = 0; k < w.Length; k++)
                    {
                        g[k] += delta * (k < Features ? x[(row * Features) + k] : 1);
                    }
                }

                for (int k = 0; k < w.Length; k++)
                {
                    double slope = g[k] + (k < Features ? L2 * w[k] : 0);
                    m[k] = (0.9 * m[k]) + (0.1 * slope);
                    v[k] = (0.999 * v[k]) + (0.001 * slope * slope);
                    largest[k] = Math.Max(largest[k], v[k]);
                    w[k] -= Rate * m[k] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(largest[k] / (1 - Math.Pow(0.999, t))) + 1e-8);
                }

                t++;
            }
        }

        return w;
    }

    /// <summary>Adam whose v never falls: Reddi, Kale, Kumar, "On the convergence of Adam and beyond" (2018), algorithm 2, with bias correction.</summary>
    private sealed class AmsGrad : AdamFamily
    {
        public override string Name => "amsgrad";

        public override int StateCount => 3;

        protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        {
            Span<float> m = state[0], v = state[1], largest = state[2];
            float rate = (float)(step.LearningRate / (1 - Math.Pow(Beta1, step.Step)));
            float correction = (float)(1 - Math.Pow(Beta2, step.Step));
            for (int i = 0; i < weights.Length; i++)
            {
                m[i] = (Beta1 * m[i]) + ((1 - Beta1) * gradient[i]);
                v[i] = (Beta2 * v[i]) + ((1 - Beta2) * gradient[i] * gradient[i]);
                largest[i] = Math.Max(largest[i], v[i]);
                weights[i] -= rate * m[i] / (MathF.Sqrt(largest[i] / correction) + Epsilon);
            }
        }
    }

    /// <summary>Counts a weight's steps in three arrays by 1, 10 and 100; the weight is their sum.</summary>
    private sealed class Counting : StepOptimizer
    {
        public Counting() => LearningRate = 1f;

        public override string Name => "counting";

        public override int StateCount => 3;

        protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = (state[0][i] += 1) + (state[1][i] += 10) + (state[2][i] += 100);
                Assert.Equal(111 * step.Step, weights[i]);
            }
        }
    }

    private sealed class Negative : StepOptimizer
    {
        public Negative() => LearningRate = 1f;

        public override string Name => "negative";

        public override int StateCount => -1;

        protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state) => weights.Clear();
    }
}
