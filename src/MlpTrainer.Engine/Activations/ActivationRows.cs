namespace MlpTrainer.Engine;

/// <summary>Activations over several rows: at once where elementwise, else row by row.</summary>
internal static class ActivationRows
{
    /// <summary>a = f(z) for z, a [n×width].</summary>
    public static void ForwardRows(this Activation activation, ReadOnlySpan<float> z, int width, Span<float> a)
    {
        int step = activation.IsElementwise ? z.Length : width;
        for (int i = 0; i < z.Length; i += step)
        {
            activation.Forward(z.Slice(i, step), a.Slice(i, step));
        }
    }

    /// <summary>delta ← Jᵀ·delta for z, a, delta [n×width].</summary>
    public static void BackwardRows(
        this Activation activation, ReadOnlySpan<float> z, ReadOnlySpan<float> a, int width, Span<float> delta)
    {
        int step = activation.IsElementwise ? delta.Length : width;
        for (int i = 0; i < delta.Length; i += step)
        {
            activation.Backward(z.Slice(i, step), a.Slice(i, step), delta.Slice(i, step));
        }
    }
}
