namespace MlpTrainer.Engine.Tests;

/// <summary>Dropout, max-norm, clipping, averaging: what each promises, seen from outside.</summary>
public class RegularizationTests
{
    [Fact]
    public void DropoutKeepsTheExpectation()
    {
        var shape = new NetworkShape(50, [200, 1], [Activation.Relu, Activation.Sigmoid]);
        var buffers = new LayerBuffers(shape, 64, backward: true, dropout: true);
        var masks = new DropoutMasks(shape, buffers, inputRate: 0.2f, hiddenRate: 0.25f, seed: 3);
        int[] order = [.. Enumerable.Range(0, 64)];
        var batch = new Batch(order, 0, 64, Epoch: 1, 1);
        masks.FillHidden(batch, 0, 64);
        float[] mask = buffers.Mask[0].AsSpan().ToArray();
        Assert.All(mask, factor => Assert.True(factor is 0f or (1f / 0.75f)));
        Assert.Equal(1, mask.Average(), 0.02);                              // 12,800 units: deviation 0.005
        Assert.Equal(0.25, mask.Count(factor => factor == 0f) / (double)mask.Length, 0.015);

        float[] x = [.. Enumerable.Range(0, 64).SelectMany(i => Dropped(masks, batch, i))];
        Assert.Equal(1, x.Average(), 0.04);
        Assert.Equal(0.2, x.Count(value => value == 0f) / (double)x.Length, 0.03);
    }

    [Fact]
    public void DropoutDiffersByEpochAndRowOnly()
    {
        var shape = new NetworkShape(50, [1], [Activation.Sigmoid]);
        var masks = new DropoutMasks(shape, new LayerBuffers(shape, 8), 0.5f, 0f, seed: 3);
        int[] order = [5, 3, 8, 1];
        float[] row8 = Dropped(masks, new Batch(order, 0, 4, Epoch: 1, 1), 2);
        Assert.Equal(row8, Dropped(masks, new Batch(order, 2, 2, Epoch: 1, 1), 0));
        Assert.NotEqual(row8, Dropped(masks, new Batch(order, 0, 4, Epoch: 2, 1), 2));
        Assert.NotEqual(row8, Dropped(masks, new Batch(order, 0, 4, Epoch: 1, 1), 3));
    }

    [Fact]
    public void DroppedUnitsPassNoGradient()
    {
        var options = Plain.Options with
        {
            HiddenLayers = [40],
            Dropout = 0.5f,
            L2Regularization = 0,
            BatchSize = 1,
            MaximumNumberOfEpochs = 1,
            Activation = Activation.Sigmoid,
            Optimizer = new Sgd { LearningRate = 1f },
            Standardize = false,
        };
        var builder = new TrainingSetBuilder(2, 1);
        builder.Add([0.7f, -0.4f], [1]);
        TrainingSet set = builder.Build();
        TrainingOptions still = Plain.Resting with { HiddenLayers = [40], Activation = Activation.Sigmoid, Standardize = false };
        TrainedNetwork before = NetworkTrainer.Train(set, null, 1, still).Network, after = NetworkTrainer.Train(set, null, 1, options).Network;
        int unmoved = Enumerable.Range(0, 40).Count(j =>
            before.Weights(0).Span[j] == after.Weights(0).Span[j] && before.Weights(1).Span[j] == after.Weights(1).Span[j]);
        Assert.InRange(unmoved, 10, 30);
        Assert.Equal(unmoved, Enumerable.Range(0, 40).Count(j => before.Biases(0).Span[j] == after.Biases(0).Span[j]));
    }

    [Fact]
    public void MaxNormBoundsTheWeightsIntoEachHiddenUnit()
    {
        TrainedNetwork network = Train(Plain.Options with { HiddenLayers = [20, 10], MaxNorm = 0.5f, Optimizer = new Adam { LearningRate = 0.02f } });
        double[] norms = [.. Norms(network, 0), .. Norms(network, 1)];
        Assert.All(norms, norm => Assert.True(norm <= 0.5 * (1 + 1e-5), $"{norm}"));
        Assert.True(norms.Count(norm => norm > 0.4999) > 5, "The limit should bind.");
        Assert.True(Norms(network, 2).Max() > 0.5, "The output unit has no limit.");
    }

    [Fact]
    public void ClippingShortensTheStepToTheLimit()
    {
        TrainingOptions With(float? clip) => Plain.Options with
        {
            HiddenLayers = [8],
            BatchSize = TrainingOptions.FullBatch,
            MaximumNumberOfEpochs = 1,
            GradientClipNorm = clip,
            Optimizer = new Sgd { LearningRate = 1f },
        };
        float[] start = Train(Plain.Resting with { HiddenLayers = [8] }).Parameters.ToArray();
        float[] free = Train(With(null)).Parameters.ToArray(), clipped = Train(With(0.01f)).Parameters.ToArray(), loose = Train(With(100f)).Parameters.ToArray();
        double Length(float[] to) => Math.Sqrt(start.Zip(to, (a, b) => (double)(b - a) * (b - a)).Sum());
        Assert.True(Length(free) > 0.02);
        Assert.Equal(0.01, Length(clipped), 1e-5);
        Assert.Equal(Length(free), Length(loose), 1e-6);
        double scale = 0.01 / Length(free);
        Assert.All(start.Zip(free, clipped), t => Assert.Equal(scale * (t.Second - t.First), t.Third - t.First, 1e-5));
    }

    [Fact]
    public void TheAverageFollowsTheWeights()
    {
        var path = new List<float>();
        var builder = new TrainingSetBuilder(1, 1);
        builder.Add([1], [3]);
        TrainingSet set = builder.Build();
        TrainingOptions With(float? averaging, int epochs) => Plain.Options with
        {
            HiddenLayers = [],
            UseBiases = false,
            Cost = new QuadraticCost(),
            Optimizer = new Sgd { LearningRate = 0.1f },
            L2Regularization = 0,
            MaximumNumberOfEpochs = epochs,
            WeightAveraging = averaging,
            Standardize = false,
            Initializer = new CustomInitializer((w, _, _, _) => w.Fill(1f)),
        };
        double weight = 1, average = 1;
        for (int t = 1; t <= 40; t++)
        {
            weight += 0.2 * (3 - weight);
            double decay = Math.Min(0.6, (1.0 + t) / (10.0 + t));
            average = (decay * average) + ((1 - decay) * weight);
            path.Add((float)average);
        }

        foreach (int epochs in (int[])[1, 5, 40])
        {
            Assert.Equal(path[epochs - 1], NetworkTrainer.Train(set, null, 1, With(0.6f, epochs)).Network.Parameters.Span[0], 1e-5f);
        }
    }

    [Fact]
    public void L1MakesWeightsSmallAndL2Smooth()
    {
        double none = Train(Plain.Options with { HiddenLayers = [10], L2Regularization = 0 }).Parameters.ToArray().Sum(w => (double)w * w);
        double l2 = Train(Plain.Options with { HiddenLayers = [10], L2Regularization = 0.05 }).Parameters.ToArray().Sum(w => (double)w * w);
        float[] l1 = Train(Plain.Options with { HiddenLayers = [10], L2Regularization = 0, L1Regularization = 0.02 }).Weights(0).ToArray();
        Assert.True(l2 < 0.5 * none);
        Assert.True(l1.Count(w => Math.Abs(w) < 0.01f) > l1.Length / 3);
    }

    private static TrainedNetwork Train(TrainingOptions options) => NetworkTrainer.Train(SmallData.Binary(), null, 1, options).Network;

    private static IEnumerable<double> Norms(TrainedNetwork network, int layer)
    {
        LayerShape shape = network.Shape.Layers[layer];
        float[] weights = network.Weights(layer).ToArray();
        return Enumerable.Range(0, shape.Outputs).Select(j =>
            Math.Sqrt(Enumerable.Range(0, shape.Inputs).Sum(i => (double)weights[(i * shape.Outputs) + j] * weights[(i * shape.Outputs) + j])));
    }

    private static float[] Dropped(DropoutMasks masks, Batch batch, int row)
    {
        float[] x = [.. Enumerable.Repeat(1f, 50)];
        masks.DropInputs(batch, row, x);
        return x;
    }
}
