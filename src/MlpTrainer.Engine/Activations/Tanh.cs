using System.Numerics.Tensors;
using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>Hyperbolic tangent, a = tanh(z), −1 to 1.</summary>
/// <remarks>da/dz = 1 − a²; a alone is enough.</remarks>
internal sealed class Tanh : Activation
{
    public override string Name => "tanh";

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a) => TensorPrimitives.Tanh(z, a);

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        for (int i = 0; i < delta.Length; i++)
        {
            delta[i] *= 1f - a[i] * a[i];
        }
    }

    internal override string Describe(OnnxGraph graph, string z) => graph.Node("Tanh", z);
}
