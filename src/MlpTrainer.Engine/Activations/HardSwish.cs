using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Hard swish, a = z·h(z), h(z) = z/6 + ½ held between 0 and 1.</summary>
/// <remarks>
/// da/dz = 0 for z ≤ −3, 1 for z ≥ 3, else z/3 + ½; at the kinks ±3 we choose the flat side, 0 and 1.
/// Source: Howard et al., "Searching for MobileNetV3" (2019), §5.2.
/// </remarks>
internal sealed class HardSwish : Activation
{
    public override string Name => "hard-swish";

    public override Initializer DefaultInitializer => Initializer.He;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        for (int i = 0; i < z.Length; i++)
        {
            a[i] = z[i] * MathF.Min(MathF.Max(z[i] * (1f / 6f) + 0.5f, 0f), 1f);
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        for (int i = 0; i < delta.Length; i++)
        {
            float value = z[i];
            delta[i] *= value <= -3f ? 0f : value >= 3f ? 1f : value * (1f / 3f) + 0.5f;
        }
    }

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Mul", z, HardSigmoid.Describe(graph, z));
}
