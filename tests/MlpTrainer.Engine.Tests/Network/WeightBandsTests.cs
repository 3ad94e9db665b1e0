namespace MlpTrainer.Engine.Tests;

/// <summary>Networks most of whose weights are blocks of zeros, whose products leave these out.</summary>
public sealed class WeightBandsTests
{
    /// <summary>Blocks of several widths, also narrower than a register, wider than a panel, and columns without any weight.</summary>
    public static TheoryData<int[], int[], bool> Blocks => new()
    {
        { [70, 3, 40], [64, 1, 37], false },
        { [5, 5, 5, 5, 5, 5, 5, 5, 5, 5], [9, 9, 9, 9, 9, 9, 9, 9, 9, 9], false },
        { [130, 130], [130, 130], true },
        { [33, 90, 90], [200, 0, 70], true },
    };

    [Theory, MemberData(nameof(Blocks))]
    public void ScoresAndGradientsAreThoseOfTheWholeMatrix(int[] inputs, int[] outputs, bool tanh)
    {
        TrainedNetwork network = Network(inputs, outputs, tanh ? Activation.Tanh : Activation.Relu);
        const int Rows = 101, P = 6;
        var random = new Random(4);
        float[] x = [.. Enumerable.Range(0, Rows * P).Select(_ => (random.NextSingle() * 4) - 2)], batch = new float[Rows * 2], single = new float[2], gradient = new float[P];
        network.Score(x, batch);
        Scorer scorer = network.CreateScorer();
        for (int row = 0; row < Rows; row++)
        {
            float[] own = x[(row * P)..((row + 1) * P)];
            double[] expected = Score(network, own, tanh);
            scorer.Score(own, single);
            for (int j = 0; j < 2; j++)
            {
                Assert.Equal(expected[j], single[j], 1e-4);
                Assert.Equal(expected[j], batch[(row * 2) + j], 1e-4);
            }
        }

        float[] point = x[..P];
        scorer.InputGradient(point, 1, gradient);
        for (int i = 0; i < P; i++)
        {
            float[] more = [.. point], less = [.. point];
            more[i] += 1f / 1024;
            less[i] -= 1f / 1024;
            Assert.Equal((Score(network, more, tanh)[1] - Score(network, less, tanh)[1]) * 512, gradient[i], 2e-3);
        }
    }

    /// <summary>p → Σ inputs → Σ outputs, block by block → 2.</summary>
    private static TrainedNetwork Network(int[] inputs, int[] outputs, Activation activation)
    {
        const int P = 6;
        var shape = new NetworkShape(P, [inputs.Sum(), outputs.Sum(), 2], [activation, activation, Activation.Identity]);
        var random = new Random(7);
        float[] parameters = [.. Enumerable.Range(0, shape.ParameterCount).Select(_ => ((random.NextSingle() * 2) - 1) / 4)];
        int[] blockOfInput = [.. inputs.SelectMany((count, block) => Enumerable.Repeat(block, count))], blockOfOutput = [.. outputs.SelectMany((count, block) => Enumerable.Repeat(block, count))];
        for (int i = 0; i < blockOfInput.Length; i++)
        {
            for (int j = 0; j < blockOfOutput.Length; j++)
            {
                if (blockOfInput[i] != blockOfOutput[j])
                {
                    parameters[shape.Layers[1].WeightOffset + (i * blockOfOutput.Length) + j] = 0f;
                }
            }
        }

        return new TrainedNetwork(shape, parameters);
    }

    private static double[] Score(TrainedNetwork network, float[] x, bool tanh)
    {
        double[] a = Array.ConvertAll(x, value => (double)value);
        for (int l = 0; l < network.Shape.Layers.Count; l++)
        {
            LayerShape layer = network.Shape.Layers[l];
            (float[] w, float[] b, double[] below) = (network.Weights(l).ToArray(), network.Biases(l).ToArray(), a);
            a = [.. Enumerable.Range(0, layer.Outputs).Select(j => b[j] + Enumerable.Range(0, layer.Inputs).Sum(i => below[i] * w[(i * layer.Outputs) + j]))];
            a = l == network.Shape.Layers.Count - 1 ? a : Array.ConvertAll(a, z => tanh ? Math.Tanh(z) : Math.Max(0, z));
        }

        return a;
    }
}
