namespace MlpTrainer.Engine.Tests;

public class ScorerTests
{
    private static readonly Random s_random = new(8);

    [Theory]
    [InlineData("relu", "softmax", 3)]
    [InlineData("gelu", "sigmoid", 1)]
    [InlineData("tanh", "identity", 2)]
    public void RowByRowInBatchesAndTheReferenceAgree(string hidden, string link, int outputs)
    {
        TrainedNetwork network = Network(hidden, link, outputs, scaled: link == "identity");
        const int Rows = 150;
        float[] rows = Draw(Rows * 6), batch = new float[Rows * outputs], threaded = new float[Rows * outputs], single = new float[Rows * outputs];
        network.Score(rows, batch);
        network.Score(rows, threaded, threads: 3);
        Scorer scorer = network.CreateScorer();
        for (int i = 0; i < Rows; i++)
        {
            scorer.Score(rows.AsSpan(i * 6, 6), single.AsSpan(i * outputs, outputs));
        }

        Compare.SameBits(batch, threaded);
        Compare.Close(TinyProblem.ToDouble(batch), single, 1e-6);           // exponentials of a vector and of a single number may differ in the last bit
        Compare.Close([.. Enumerable.Range(0, Rows).SelectMany(i => Reference(network, hidden, rows.AsSpan(i * 6, 6)))], batch, 1e-4);
    }

    [Fact]
    public void PreActivationsComeBeforeLinkAndScaling()
    {
        TrainedNetwork network = Network("tanh", "sigmoid", 1, scaled: false);
        Scorer scorer = network.CreateScorer();
        float[] row = Draw(6), z = new float[1], a = new float[1];
        scorer.PreActivation(row, z);
        scorer.Score(row, a);
        Assert.Equal(1 / (1 + Math.Exp(-z[0])), a[0], 1e-6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SparseRowsScoreAsDenseOnes(bool centred)
    {
        TrainedNetwork network = Network("relu", "identity", 2, scaled: true, centred);
        Scorer scorer = network.CreateScorer();
        int[] indices = [1, 4];
        float[] values = [2.5f, -1f], dense = [0, 2.5f, 0, 0, -1f, 0], expected = new float[2], actual = new float[2];
        scorer.Score(dense, expected);
        scorer.Score(indices, values, actual);
        Compare.SameBits(expected, actual);
        scorer.PreActivation(dense, expected);
        scorer.PreActivation(indices, values, actual);
        Compare.SameBits(expected, actual);
    }

    [Fact]
    public void TheInputGradientIsThatOfTheOutputInRawUnits()
    {
        TrainedNetwork network = Network("gelu", "softmax", 3, scaled: false, centred: true, inputs: true);
        Scorer scorer = network.CreateScorer();
        float[] row = Draw(6), gradient = new float[6];
        for (int output = 0; output < 3; output++)
        {
            scorer.InputGradient(row, output, gradient);
            double[] expected = FiniteDifference.Gradient(x => PreActivation(network, "gelu", x)[output], TinyProblem.ToDouble(row));
            Compare.Close(expected, gradient);
        }

        row[2] = float.NaN;
        scorer.InputGradient(row, 1, gradient);
        Assert.Equal(0f, gradient[2]);
        Assert.NotEqual(0f, gradient[3]);
    }

    [Theory]
    [InlineData("softmax", 3, false)]
    [InlineData("exponential", 2, false)]
    [InlineData("identity", 2, true)]
    public void TheScoreGradientGoesThroughLinkAndOutputScaling(string link, int outputs, bool scaled)
    {
        TrainedNetwork network = Network("tanh", link, outputs, scaled);
        Scorer scorer = network.CreateScorer();
        float[] row = Draw(6), gradient = new float[6];
        for (int output = 0; output < outputs; output++)
        {
            scorer.ScoreGradient(row, output, gradient);
            double[] expected = FiniteDifference.Gradient(x => Reference(network, "tanh", x).ElementAt(output), TinyProblem.ToDouble(row));
            Compare.Close(expected, gradient);
        }
    }

    [Fact]
    public void ScoringAllocatesNothing()
    {
        Scorer scorer = Network("relu", "softmax", 3, scaled: false).CreateScorer();
        float[] row = Draw(6), outputs = new float[3];
        scorer.Score(row, outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            scorer.Score(row, outputs);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WrongLengthsAreRefused()
    {
        TrainedNetwork network = Network("relu", "softmax", 3, scaled: false);
        Scorer scorer = network.CreateScorer();
        Assert.Throws<ArgumentOutOfRangeException>(() => scorer.Score(new float[5], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => scorer.Score(new float[6], new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => scorer.InputGradient(new float[6], 3, new float[6]));
        Assert.Throws<ArgumentException>(() => network.Score(new float[7], new float[3]));
        Assert.Throws<ArgumentException>(() => network.Score(new float[12], new float[3]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void FewerRowsThanThreadsScoreToo(int rows)
    {
        TrainedNetwork network = Network("relu", "softmax", 3, scaled: false);
        float[] x = Draw(rows * 6), outputs = new float[rows * 3];
        network.Score(x, outputs, threads: 4);
        Compare.Close([.. x.Chunk(6).SelectMany(row => Reference(network, "relu", row))], outputs, 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void WhatAnActivationThrowsComesOutAsItIs(int threads)
    {
        var shape = new NetworkShape(6, [7, 1], [new Failing(), Activation.Sigmoid]);
        var network = new TrainedNetwork(shape, Draw(shape.ParameterCount), null, null);
        var exception = Assert.Throws<NotSupportedException>(() => network.Score(Draw(300 * 6), new float[300], threads));
        Assert.Equal("no", exception.Message);
    }

    private sealed class Failing : Activation
    {
        public override string Name => "failing";

        public override void Forward(ReadOnlySpan<float> z, Span<float> a) => throw new NotSupportedException("no");

        public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta) => throw new NotSupportedException("no");
    }

    private static TrainedNetwork Network(string hidden, string link, int outputs, bool scaled, bool centred = true, bool inputs = true)
    {
        Activation activation = Activation.ByName(hidden);
        var shape = new NetworkShape(6, [7, 5, outputs], [activation, activation, Activation.ByName(link)]);
        return new TrainedNetwork(
            shape, Draw(shape.ParameterCount),
            inputs ? new InputScaling(centred ? Draw(6) : new float[6], [1, 2, 0.5f, 1.5f, 3, 0.2f], imputeMissing: true) : null,
            scaled ? new OutputScaling(Draw(outputs), [.. Enumerable.Repeat(4f, outputs)]) : null);
    }

    private static IEnumerable<double> Reference(TrainedNetwork network, string hidden, ReadOnlySpan<float> row) =>
        Reference(network, hidden, TinyProblem.ToDouble(row.ToArray()));

    private static IEnumerable<double> Reference(TrainedNetwork network, string hidden, double[] row)
    {
        double[] z = PreActivation(network, hidden, row);
        string link = network.Shape.Layers[^1].Activation.Name;
        IEnumerable<double> a = link == "softmax" ? z.Select(v => Math.Exp(v) / z.Sum(Math.Exp)) : z.Select(v => ActivationReference.Value(link, v));
        return network.Outputs is { } scaling ? a.Select((value, j) => (value * scaling.Scale.Span[j]) + scaling.Mean.Span[j]) : a;
    }

    private static double[] PreActivation(TrainedNetwork network, string hidden, double[] row)
    {
        double[] x = network.Inputs is { } scaling
            ? [.. row.Select((value, i) => (value - scaling.Mean.Span[i]) * scaling.Scale.Span[i])] : row;
        int[] widths = [network.Shape.Inputs, .. network.Shape.Layers.Select(layer => layer.Outputs)];
        return new ReferenceNetwork(widths, [hidden, hidden], biases: true).Z(TinyProblem.ToDouble(network.Parameters.ToArray()), x);
    }

    private static float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (s_random.NextSingle() * 2) - 1)];
}
