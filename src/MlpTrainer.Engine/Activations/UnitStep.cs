using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>The unit step, 1 for x &gt; 0, else 0; NaN stays NaN.</summary>
/// <remarks>⌈min(max(x, 0), 1)⌉: without a branch, which random signs would make the processor guess wrong half of the time.</remarks>
internal static class UnitStep
{
    /// <summary>The step at every x.</summary>
    /// <param name="x">The places [n].</param>
    /// <param name="step">Receives the steps [n]; may be x's own memory.</param>
    public static void Evaluate(ReadOnlySpan<float> x, Span<float> step)
    {
        TensorPrimitives.Max(x, 0f, step);
        TensorPrimitives.Min(step[..x.Length], 1f, step);
        TensorPrimitives.Ceiling<float>(step[..x.Length], step);
    }
}
