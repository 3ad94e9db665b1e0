using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine.Tests;

// <CONTRIBUTING.md>
/// <summary>Softsign, a = z/(1 + |z|), between −1 and 1.</summary>
/// <remarks>da/dz = 1/(1 + |z|)² = (1 − |a|)². Source: Turian, Bergstra, Bengio, "Quadratic features and deep architectures for chunking" (2009), §3.</remarks>
internal sealed class Softsign : Activation
{
    public override string Name => "softsign";

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        for (int i = 0; i < z.Length; i++)
        {
            a[i] = z[i] / (1f + MathF.Abs(z[i]));
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        for (int i = 0; i < delta.Length; i++)
        {
            float slope = 1f - MathF.Abs(a[i]);
            delta[i] *= slope * slope;
        }
    }

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Softsign", z);
}
// </CONTRIBUTING.md>
