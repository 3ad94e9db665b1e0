using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>z = (x − mean)·scale, where asked x̂ = z/√(1 + (κz)²), and where asked a filling for NaN, in one pass over some rows.</summary>
/// <remarks>x counts as no more than <see cref="LargestFeature"/> and z as no more than <see cref="LargestZ"/>, so that nothing overflows, for infinite x neither.</remarks>
internal static unsafe class Standardization
{
    /// <summary>What a larger x counts as: the difference of two such is finite.</summary>
    public const float LargestFeature = float.MaxValue / 2;

    /// <summary>What a larger z counts as: (κz)² is finite for κ up to 10,000.</summary>
    public const float LargestZ = 1e15f;

    /// <summary>Scales rows x [n×p]; mean, scale, κ and fill [p], κ empty for x̂ = z, fill empty where NaN stays. <paramref name="scaled"/> may be x's own memory.</summary>
    public static void Apply(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> scale, ReadOnlySpan<float> kappa, ReadOnlySpan<float> fill, Span<float> scaled)
    {
        Debug.Assert(mean.Length > 0 ? x.Length % mean.Length == 0 : x.IsEmpty);
        Debug.Assert(scale.Length == mean.Length && (kappa.IsEmpty || kappa.Length == mean.Length) && scaled.Length >= x.Length);
        Debug.Assert(fill.IsEmpty || fill.Length == mean.Length);
        fixed (float* pX = x, pMean = mean, pScale = scale, pKappa = kappa, pFill = fill, pScaled = scaled)
        {
            Tier.Current.Standardize(pX, x.IsEmpty ? 0 : x.Length / mean.Length, mean.Length, pMean, pScale, pKappa, pFill, pScaled);
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
    public static void Apply(float* x, int rows, int width, float* mean, float* scale, float* kappa, float* fill, float* scaled)
    {
        int last = width - TLanes.Count;
        for (; rows > 0; rows--, x += width, scaled += width)
        {
            int i = 0;
            if (last < 0)
            {
                for (; i < width; i++)
                {
                    scaled[i] = Of<ScalarLanes, float>(x, mean, scale, kappa, fill, i);
                }

                continue;
            }

            TVector overlapping = Of<TLanes, TVector>(x, mean, scale, kappa, fill, last);
            for (; i < last; i += TLanes.Count)
            {
                TLanes.Store(Of<TLanes, TVector>(x, mean, scale, kappa, fill, i), scaled + i);
            }

            TLanes.Store(overlapping, scaled + last);
        }
    }

    /// <summary>x̂ of the features that a register holds, from feature i on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TRegister Of<TNarrow, TRegister>(float* x, float* mean, float* scale, float* kappa, float* fill, int i)
        where TNarrow : ILanes<TRegister>
        where TRegister : struct
    {
        TRegister finite = TNarrow.Within(TNarrow.Broadcast(Standardization.LargestFeature), TNarrow.Load(x + i));
        TRegister z = TNarrow.Multiply(TNarrow.Subtract(finite, TNarrow.Load(mean + i)), TNarrow.Load(scale + i));
        z = TNarrow.Within(TNarrow.Broadcast(Standardization.LargestZ), z);
        if (kappa != null)
        {
            TRegister bend = TNarrow.Multiply(TNarrow.Load(kappa + i), z);
            z = TNarrow.Divide(z, TNarrow.SquareRoot(TNarrow.Add(TNarrow.Multiply(bend, bend), TNarrow.Broadcast(1f))));
        }

        return fill == null ? z : TNarrow.ForNaN(TNarrow.Load(fill + i), z);
    }
}
