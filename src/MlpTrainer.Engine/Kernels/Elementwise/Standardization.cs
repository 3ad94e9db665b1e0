using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>z = (x − mean)·scale, where asked NaN → 0, and where asked x̂ = z/√(1 + (κz)²), in one pass over some rows.</summary>
internal static unsafe class Standardization
{
    /// <summary>Scales rows x [n×p]; mean, scale and κ [p], κ empty for x̂ = z. <paramref name="scaled"/> may be x's own memory.</summary>
    public static void Apply(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> scale, ReadOnlySpan<float> kappa, bool imputeMissing, Span<float> scaled)
    {
        Debug.Assert(mean.Length > 0 ? x.Length % mean.Length == 0 : x.IsEmpty);
        Debug.Assert(scale.Length == mean.Length && (kappa.IsEmpty || kappa.Length == mean.Length) && scaled.Length >= x.Length);
        fixed (float* pX = x, pMean = mean, pScale = scale, pKappa = kappa, pScaled = scaled)
        {
            Tier.Current.Standardize(pX, x.IsEmpty ? 0 : x.Length / mean.Length, mean.Length, pMean, pScale, pKappa, imputeMissing, pScaled);
        }
    }
}

/// <inheritdoc cref="Standardization"/>
internal static unsafe class Standardization<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <inheritdoc cref="Standardization.Apply"/>
    /// <remarks>Values that fill no register are done in one that overlaps the register before, read before anything is written: a row of
    /// 30 features would else spend most of its time on the last 14.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* x, int rows, int width, float* mean, float* scale, float* kappa, bool imputeMissing, float* scaled)
    {
        int last = width - TLanes.Count;
        for (; rows > 0; rows--, x += width, scaled += width)
        {
            int i = 0;
            if (last < 0)
            {
                for (; i < width; i++)
                {
                    scaled[i] = Of<ScalarLanes, float>(x, mean, scale, kappa, imputeMissing, i);
                }

                continue;
            }

            TVector overlapping = Of<TLanes, TVector>(x, mean, scale, kappa, imputeMissing, last);
            for (; i < last; i += TLanes.Count)
            {
                TLanes.Store(Of<TLanes, TVector>(x, mean, scale, kappa, imputeMissing, i), scaled + i);
            }

            TLanes.Store(overlapping, scaled + last);
        }
    }

    /// <summary>x̂ of the features that a register holds, from feature i on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TRegister Of<TNarrow, TRegister>(float* x, float* mean, float* scale, float* kappa, bool imputeMissing, int i)
        where TNarrow : ILanes<TRegister>
        where TRegister : struct
    {
        TRegister z = TNarrow.Multiply(TNarrow.Subtract(TNarrow.Load(x + i), TNarrow.Load(mean + i)), TNarrow.Load(scale + i));
        z = imputeMissing ? TNarrow.ZeroForNaN(z) : z;
        if (kappa == null)
        {
            return z;
        }

        TRegister bend = TNarrow.Multiply(TNarrow.Load(kappa + i), z);
        return TNarrow.Divide(z, TNarrow.SquareRoot(TNarrow.Add(TNarrow.Multiply(bend, bend), TNarrow.Broadcast(1f))));
    }
}
