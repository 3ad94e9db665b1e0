using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>What ELU and SELU share: a = scale·max(z, 0) + saturation·(e^min(z, 0) − 1).</summary>
/// <remarks>
/// da/dz = scale for z &gt; 0, else saturation·eᶻ = a + saturation, so a alone is enough. The exponent is never positive and cannot
/// overflow; it is taken in double, so that eᶻ − 1 keeps a float's digits near 0.
/// </remarks>
internal abstract class ExponentialLinear(float scale, float saturation) : Activation
{
    private const int Block = 128;

    public override bool NeedsPreActivation => false;

    public override void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        Span<float> parts = stackalloc float[Block];
        Span<double> exponentials = stackalloc double[Block];
        for (int start = 0; start < z.Length; start += Block)
        {
            ReadOnlySpan<float> zs = z.Slice(start, Math.Min(Block, z.Length - start));
            Span<float> negative = parts[..zs.Length], results = a.Slice(start, zs.Length);
            Span<double> exponential = exponentials[..zs.Length];
            TensorPrimitives.Min(zs, 0f, negative);
            TensorPrimitives.ConvertTruncating<float, double>(negative, exponential);
            TensorPrimitives.Exp(exponential, exponential);
            TensorPrimitives.Subtract(exponential, 1.0, exponential);
            TensorPrimitives.ConvertTruncating<double, float>(exponential, negative);
            TensorPrimitives.Multiply(negative, saturation, negative);
            TensorPrimitives.Max(zs, 0f, results);
            TensorPrimitives.Multiply(results, scale, results);
            TensorPrimitives.Add(results, negative, results);
        }
    }

    public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
    {
        Span<float> buffer = stackalloc float[2 * Block];
        for (int start = 0; start < delta.Length; start += Block)
        {
            Span<float> deltas = delta.Slice(start, Math.Min(Block, delta.Length - start));
            Span<float> slope = buffer[..deltas.Length], step = buffer.Slice(Block, deltas.Length);
            ReadOnlySpan<float> results = a.Slice(start, deltas.Length);
            TensorPrimitives.Min(results, 0f, slope);
            TensorPrimitives.Add(slope, saturation, slope);
            UnitStep.Evaluate(results, step);
            TensorPrimitives.Multiply(step, scale - saturation, step);
            TensorPrimitives.Add(slope, step, slope);
            TensorPrimitives.Multiply(deltas, slope, deltas);
        }
    }
}
