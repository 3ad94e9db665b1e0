namespace MlpTrainer.Engine;

/// <summary>Leaky rectified linear unit, a = z for z &gt; 0, else 0.01·z.</summary>
/// <remarks>
/// da/dz = 1 for z &gt; 0, else 0.01; at z = 0 we choose 0.01, as PyTorch does. The sign of a is the sign of z, so a alone is enough.
/// Source: Maas, Hannun, Ng, "Rectifier nonlinearities improve neural network acoustic models" (2013), §2.
/// </remarks>
internal sealed class LeakyRelu : Activation
{
    private const float Slope = 0.01f;

    public override string Name => "leaky-relu";

    public override Initializer DefaultInitializer => Initializer.He;

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        for (int i = 0; i < z.Length; i++)
        {
            a[i] = z[i] > 0f ? z[i] : Slope * z[i];
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        for (int i = 0; i < delta.Length; i++)
        {
            delta[i] *= a[i] > 0f ? 1f : Slope;
        }
    }
}
