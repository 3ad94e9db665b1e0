using MlpTrainer.Engine;
using MlpTrainer.Engine.Onnx;

namespace MlpTrainer.Tests.Onnx;

public class ActivationGraphTests
{
    private static readonly float[] s_places =
        [.. Enumerable.Range(-60, 121).Select(i => i / 4f), -1e4f, -300f, -100f, -88.5f, -50f, -20f, -1e-3f, -1e-6f, 1e-6f, 1e-3f, 20f, 50f, 80f];

    /// <summary>Every activation's nodes give its values, near its bends and far out.</summary>
    [Fact]
    public void EveryActivationIsWhatItsNodesCompute()
    {
        foreach (Activation activation in Activation.Outputs)
        {
            float[] expected = new float[s_places.Length];
            Alone(activation).Score(s_places, expected);
            Compare.Close(expected, Score(activation, s_places), activation.Name);
        }
    }

    /// <summary>Beyond the range of e^z, where a formula may lose itself.</summary>
    [Fact]
    public void NoHiddenActivationOverflows()
    {
        float[] places = [-1e30f, -1e6f, -104f, 89f, 104f, 1e4f, 1e6f];
        foreach (Activation activation in Activation.All)
        {
            float[] expected = new float[places.Length];
            Alone(activation).Score(places, expected);
            double[] actual = Score(activation, places);
            Assert.All(actual, value => Assert.True(double.IsFinite(value), $"{activation}: {value}"));
            Compare.Close(expected, actual, activation.Name);
        }
    }

    [Fact]
    public void AnActivationOfOnesOwnIsRefusedByName()
    {
        TrainedNetwork network = Alone(new Cube());
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => NetworkGraph.Regression(network));
        Assert.Contains("Activation must be one of identity, sigmoid", exception.Message, StringComparison.Ordinal);
        Assert.Contains("but was cube", exception.Message, StringComparison.Ordinal);
    }

    private static double[] Score(Activation activation, float[] places)
    {
        using var file = new MemoryStream();
        OnnxFile.Write(NetworkGraph.Regression(Alone(activation)), file);
        return OnnxRuntime.Run(new OnnxJob(file.ToArray(), [OnnxInput.Floats("Features", 1, places)], ["Score"]))[0];
    }

    /// <summary>The network a = f(x).</summary>
    private static TrainedNetwork Alone(Activation activation) => new(new NetworkShape(1, [1], [activation]), [1f, 0f]);

    private sealed class Cube : Activation
    {
        public override string Name => "cube";

        public override void Forward(ReadOnlySpan<float> z, Span<float> a)
        {
            for (int i = 0; i < z.Length; i++)
            {
                a[i] = z[i] * z[i] * z[i];
            }
        }

        public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
        {
            for (int i = 0; i < z.Length; i++)
            {
                delta[i] *= 3f * z[i] * z[i];
            }
        }
    }
}
