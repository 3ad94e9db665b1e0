namespace MlpTrainer.Engine.Tests;

public class TrainedNetworkTests
{
    private static readonly NetworkShape s_shape = new(3, [2, 1], [Activation.Relu, Activation.Sigmoid]);

    [Fact]
    public void ParametersLieLayerByLayerWeightsBeforeBiases()
    {
        var network = new TrainedNetwork(s_shape, [.. Enumerable.Range(0, 11).Select(i => (float)i)]);
        Assert.Equal(11, s_shape.ParameterCount);
        Assert.Equal([0, 1, 2, 3, 4, 5], network.Weights(0).ToArray());
        Assert.Equal([6, 7], network.Biases(0).ToArray());
        Assert.Equal([8, 9], network.Weights(1).ToArray());
        Assert.Equal([10], network.Biases(1).ToArray());
        Assert.Equal("3-2 relu-1 sigmoid", s_shape.ToString());
    }

    [Fact]
    public void WithoutBiasesThereAreNone()
    {
        var shape = new NetworkShape(3, [2, 1], [Activation.Relu, Activation.Sigmoid], hasBiases: false);
        Assert.Equal(8, shape.ParameterCount);
        Assert.True(new TrainedNetwork(shape, new float[8]).Biases(0).IsEmpty);
    }

    [Fact]
    public void SizesAndFinitenessAreChecked()
    {
        AssertError("The length of parameters must be 11, but was 10.", () => new TrainedNetwork(s_shape, new float[10]));
        AssertError("Parameters must be finite, but parameter 4 was NaN.", () => new TrainedNetwork(s_shape, [0, 0, 0, 0, float.NaN, 0, 0, 0, 0, 0, 0]));
        AssertError("The length of inputs must be 3, but was 2.", () => new TrainedNetwork(s_shape, new float[11], new InputScaling([0, 0], [1, 1], true)));
        AssertError("The length of outputs must be 1, but was 2.", () => new TrainedNetwork(s_shape, new float[11], null, new OutputScaling([0, 0], [1, 1])));
    }

    [Fact]
    public void ShapesAreChecked()
    {
        Activation[] two = [Activation.Relu, Activation.Sigmoid];
        AssertError("inputs must be at least 1, but was 0.", () => new NetworkShape(0, [2, 1], two));
        AssertError("Each layer's width must be at least 1, but was 0.", () => new NetworkShape(3, [0, 1], two));
        AssertError("The number of layers must be at least 1, but was 0.", () => new NetworkShape(3, [], []));
        AssertError("activations must be one per layer, 3, but was 2.", () => new NetworkShape(3, [2, 2, 1], two));
        AssertError("A hidden layer's activation must be elementwise, but was softmax.", () => new NetworkShape(3, [2, 1], [Activation.Softmax, Activation.Sigmoid]));
        AssertError("The number of parameters must be at most", () => new NetworkShape(100_000, [100_000, 1], two));
    }

    [Fact]
    public void ShapesAreEqualByWidthsActivationsAndBiases()
    {
        Activation[] relu = [Activation.Relu, Activation.Sigmoid], tanh = [Activation.Tanh, Activation.Sigmoid];
        Assert.Equal(s_shape, new NetworkShape(3, [2, 1], relu));
        Assert.NotEqual(s_shape, new NetworkShape(3, [2, 1], tanh));
        Assert.NotEqual(s_shape, new NetworkShape(4, [2, 1], relu));
        Assert.NotEqual(s_shape, new NetworkShape(3, [2, 1], relu, hasBiases: false));
    }

    [Fact]
    public void ManyThreadsMayScoreAtOnce()
    {
        TrainedNetwork network = NetworkTrainer.Train(SmallData.Binary(), null, 1, Plain.Options with { MaximumNumberOfEpochs = 2 }).Network;
        float[] rows = SmallData.Features(SmallData.Binary()), expected = new float[300];
        network.Score(rows, expected);
        Parallel.For(0, 16, _ =>
        {
            float[] outputs = new float[300];
            network.Score(rows, outputs);
            Compare.SameBits(expected, outputs);
        });
    }

    private static void AssertError(string message, Func<object> make) => Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(make).Message);
}
