using MlpTrainer.Engine;
using MlpTrainer.Onnx;

namespace MlpTrainer.Tests.Onnx;

public class ActivationGraphTests
{
    private static readonly float[] s_places =
        [.. Enumerable.Range(-60, 121).Select(i => i / 4f), -1e4f, -300f, -100f, -88.5f, -50f, -20f, -1e-3f, -1e-6f, 1e-6f, 1e-3f, 20f, 50f, 80f];

    /// <summary>Every activation's nodes give its values, near its bends and far out.</summary>
    [Fact]
    public void EveryActivationIsWhatItsNodesCompute()
    {
        OnnxRuntime.SkipWhereAbsent();
        Activation[] activations = [.. Activation.Outputs];
        IReadOnlyList<double[][]> results = OnnxRuntime.Run([.. activations.Select(Job)]);
        for (int i = 0; i < activations.Length; i++)
        {
            float[] expected = new float[s_places.Length];
            Alone(activations[i]).Score(s_places, expected);
            Compare.Close(expected, results[i][0], activations[i].Name);
        }
    }

    /// <summary>Beyond the range of e^z, where a formula may lose itself.</summary>
    [Fact]
    public void NoHiddenActivationOverflows()
    {
        OnnxRuntime.SkipWhereAbsent();
        float[] places = [-1e30f, -1e6f, -104f, 89f, 104f, 1e4f, 1e6f];
        IReadOnlyList<double[][]> results = OnnxRuntime.Run([.. Activation.All.Select(activation => Job(activation) with { Inputs = [OnnxInput.Floats("Features", 1, places)] })]);
        for (int i = 0; i < results.Count; i++)
        {
            float[] expected = new float[places.Length];
            Alone(Activation.All[i]).Score(places, expected);
            Assert.All(results[i][0], value => Assert.True(double.IsFinite(value), $"{Activation.All[i]}: {value}"));
            Compare.Close(expected, results[i][0], Activation.All[i].Name);
        }
    }

    [Fact]
    public void AnActivationOfOnesOwnIsRefusedByName()
    {
        TrainedNetwork network = Alone(new Cube());
        Assert.False(NetworkGraph.CanDescribe(network));
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => NetworkGraph.Regression(network));
        Assert.Contains("Activation must be one of identity, sigmoid", exception.Message, StringComparison.Ordinal);
        Assert.Contains("but was cube", exception.Message, StringComparison.Ordinal);
    }

    private static OnnxJob Job(Activation activation)
    {
        using var file = new MemoryStream();
        OnnxFile.Write(NetworkGraph.Regression(Alone(activation)), file);
        return new OnnxJob(file.ToArray(), [OnnxInput.Floats("Features", 1, s_places)], ["Score"]);
    }

    /// <summary>The network a = f(x).</summary>
    private static TrainedNetwork Alone(Activation activation) => new(new NetworkShape(1, [1], [activation]), [1f, 0f]);

    private sealed class Cube : Activation
    {
        public override string Name => "cube";

        public override void Forward(ReadOnlySpan<float> z, Span<float> a)
        {
            for (int i = 0; i < z.Length; i++)
                a[i] = z[i] * z[i] * z[i];
        }

        public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
        {
            for (int i = 0; i < z.Length; i++)
                delta[i] *= 3f * z[i] * z[i];
        }
    }
}
