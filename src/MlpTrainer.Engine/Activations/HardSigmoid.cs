using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Hard sigmoid, a = z/6 + ½ held between 0 and 1.</summary>
/// <remarks>
/// da/dz = 1/6 for −3 &lt; z &lt; 3, else 0; at ±3 we choose 0, as PyTorch does. a alone is enough.
/// The slope is PyTorch's and Keras 3's; ONNX's default is 0.2.
/// Source: Courbariaux, Bengio, David, "BinaryConnect" (2015), eq. 3, with the slope of Howard et al., "Searching for MobileNetV3" (2019), §5.2.
/// </remarks>
internal sealed class HardSigmoid : Activation
{
    private const float Slope = 1f / 6f;

    public override string Name => "hard-sigmoid";

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        for (int i = 0; i < z.Length; i++)
        {
            a[i] = MathF.Min(MathF.Max(z[i] * Slope + 0.5f, 0f), 1f);
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        for (int i = 0; i < delta.Length; i++)
        {
            delta[i] *= a[i] > 0f && a[i] < 1f ? Slope : 0f;
        }
    }

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("HardSigmoid", [new("alpha", 1f / 6f), new("beta", 0.5f)], z);
}
