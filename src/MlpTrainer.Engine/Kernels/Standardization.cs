using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>x̂ = (x − mean)·scale, and where asked NaN becomes 0, in one pass over a row.</summary>
internal static unsafe class Standardization
{
    /// <summary>Scales a row; <paramref name="scaled"/> may be x's own memory.</summary>
    public static void Apply(ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> scale, bool imputeMissing, Span<float> scaled)
    {
        Debug.Assert(mean.Length == x.Length && scale.Length == x.Length && scaled.Length >= x.Length);
        fixed (float* pX = x, pMean = mean, pScale = scale, pScaled = scaled)
        {
            Tier.Current.Standardize(pX, pMean, pScale, imputeMissing, pScaled, x.Length);
        }
    }
}

/// <inheritdoc cref="Standardization"/>
internal static unsafe class Standardization<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <inheritdoc cref="Standardization.Apply"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* x, float* mean, float* scale, bool imputeMissing, float* scaled, nint count)
    {
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector value = TLanes.Multiply(TLanes.Subtract(TLanes.Load(x + i), TLanes.Load(mean + i)), TLanes.Load(scale + i));
            TLanes.Store(imputeMissing ? TLanes.ZeroForNaN(value) : value, scaled + i);
        }

        for (; i < count; i++)
        {
            float value = (x[i] - mean[i]) * scale[i];
            scaled[i] = imputeMissing ? ScalarLanes.ZeroForNaN(value) : value;
        }
    }
}
