using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

/// <summary>The step that training makes, one at a time: with plain gradient descent and rate 1 it is the gradient.</summary>
public class TrainingStepTests
{
    private static readonly int[] s_widths = [4, 6, 5, 1];

    public static TheoryData<string> Activations => [.. Activation.All.Select(activation => activation.Name)];

    [Theory, MemberData(nameof(Activations))]
    public void WithDropoutTheGradientIsThatOfTheThinnedNetwork(string activation)
    {
        TrainingOptions options = Options(activation, dropout: 0.4f);
        TrainingSet set = SmallData.Binary(8);
        (float[] start, float[] end) = Step(set, options, [.. Enumerable.Range(0, 8)]);
        NetworkShape shape = Shape(activation);
        var buffers = new LayerBuffers(shape, 8, dropout: true);
        new DropoutMasks(shape, buffers, 0f, 0.4f, options.Seed).FillHidden(new Batch([.. Enumerable.Range(0, 8)], 0, 8, 1, 1), 0, 8);
        AssertStep(set, start, end, activation, row => [.. s_widths[1..^1].Select((width, l) => buffers.Mask[l].AsSpan(row * width, width).ToArray())]);
        Assert.Contains(0f, buffers.Mask[0].AsSpan().ToArray());
    }

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    [InlineData(2048)]
    [InlineData(4500)]
    public void TheGradientIsRightInBatchesOfAnySize(int rows)
    {
        TrainingSet set = SmallData.Binary(rows, weight: i => 0.5f + (i % 3));
        (float[] start, float[] end) = Step(set, Options("tanh", dropout: 0), [.. Enumerable.Range(0, rows)]);
        AssertStep(set, start, end, "tanh", _ => null, 5e-4);
    }

    [Fact]
    public void ABatchWhoseCostIsNotFiniteChangesNothing()
    {
        var builder = new TrainingSetBuilder(4, 1);
        builder.Add([3e38f, 3e38f, 3e38f, 3e38f], [1]);
        (float[] start, float[] end) = Step(builder.Build(), Options("identity", dropout: 0), [0]);
        Assert.Equal(start, end);
    }

    private static (float[] Start, float[] End) Step(TrainingSet set, TrainingOptions options, int[] order)
    {
        NetworkShape shape = Shape(options.Activation.Name);
        var random = new Random(2);                                         // biases too: with bias 0 a unit without inputs would stand on ReLU's kink
        float[] start = [.. InitialWeights.Draw(shape, options).AsSpan().ToArray().Select(value => value + (0.2f * random.NextSingle()))];
        var rows = new PreparedRows(set, 1, null, null, null);
        using var team = new ThreadTeam(2);
        TrainingStep step = StepChoice.For(team, rows, new NetworkParameters(shape, new AlignedFloats(start), backward: true), options, order.Length);
        step.Run(new Batch(order, 0, order.Length, Epoch: 1, rows.WeightFactor(Reduction.Mean, order.Length)), new StepInfo(1, 1f, 0f));
        return (start, step.Update.Best.AsSpan().ToArray());
    }

    private static void AssertStep(
        TrainingSet set, float[] start, float[] end, string activation, Func<int, float[][]?> masks, double relative = 1e-4)
    {
        var network = new ReferenceNetwork(s_widths, [activation, activation], biases: true);
        float[] x = SmallData.Features(set);
        double Cost(double[] parameters)
        {
            double cost = 0, total = 0;
            for (int i = 0; i < set.RowCount; i++)
            {
                double z = network.Z(parameters, TinyProblem.ToDouble(x[(i * 4)..((i + 1) * 4)]), masks(i))[0], y = set.Target(i)[0];
                cost += set.Weight(i) * (Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (y * z));
                total += set.Weight(i);
            }

            return cost / total;
        }

        double[] expected = FiniteDifference.Gradient(Cost, TinyProblem.ToDouble(start));
        Compare.Close(expected, [.. start.Zip(end, (before, after) => before - after)], relative);
    }

    private static NetworkShape Shape(string activation) =>
        new(4, s_widths[1..], [Activation.ByName(activation), Activation.ByName(activation), Activation.Sigmoid]);

    private static TrainingOptions Options(string activation, float dropout) => Plain.Options with
    {
        HiddenLayers = s_widths[1..^1],
        Activation = Activation.ByName(activation),
        Dropout = dropout,
        L2Regularization = 0,
        Optimizer = new Sgd { LearningRate = 1f },
        Seed = 11,
    };
}
