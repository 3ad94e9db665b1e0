using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>What ELU and SELU share: a = scale·z for z &gt; 0, else saturation·(eᶻ − 1).</summary>
/// <remarks>
/// da/dz = scale for z &gt; 0, else saturation·eᶻ = a + saturation, so a alone is enough. The exponential is taken of min(z, 0) and cannot
/// overflow. Near 0, where eᶻ − 1 would lose its digits, the first six terms of its series stand in (relative error below 1e-7).
/// </remarks>
internal abstract class ExponentialLinear(float scale, float saturation) : Activation
{
    private const int Block = 256;
    private const float SeriesBelow = 0.25f;

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        Span<float> exponential = stackalloc float[Block];
        for (int start = 0; start < z.Length; start += Block)
        {
            int count = Math.Min(Block, z.Length - start);
            ReadOnlySpan<float> zs = z.Slice(start, count);
            Span<float> results = a.Slice(start, count);
            Span<float> e = exponential[..count];
            TensorPrimitives.Min(zs, 0f, e);
            TensorPrimitives.Exp(e, e);
            for (int i = 0; i < count; i++)
            {
                float value = zs[i];
                results[i] = value > 0f ? scale * value : saturation * (value > -SeriesBelow ? Series(value) : e[i] - 1f);
            }
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        for (int i = 0; i < delta.Length; i++)
        {
            delta[i] *= a[i] > 0f ? scale : a[i] + saturation;
        }
    }

    /// <summary>eᶻ − 1 ≈ z + z²/2! + … + z⁶/6!.</summary>
    private static float Series(float z) =>
        z * (1f + z * (1f / 2f + z * (1f / 6f + z * (1f / 24f + z * (1f / 120f + z * (1f / 720f))))));
}
