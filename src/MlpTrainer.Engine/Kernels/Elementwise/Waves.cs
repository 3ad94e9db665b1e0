using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>cos(2π·w·x + b) and sin(2π·w·x + b) for one x and many w and b.</summary>
/// <remarks>
/// The angle is counted in turns, t = w·x + b/2π, of which r = t − round(t) is exact, however large t is. The rest is sin(2πq) = q·P(q²) for |q| ≤ ¼, P of degree 5
/// through the Chebyshev nodes of q²: q = ¼ − |r| for the cosine, r or the distance from the next half turn for the sine. Within 3e-7 of the true value for this t. The library's
/// own TensorPrimitives take another function for what fills no register, so that a value's bits would depend on where it stands.
/// </remarks>
internal static unsafe class Waves
{
    /// <summary>2π.</summary>
    public const float Turn = (float)(2 * Math.PI);

    /// <summary>Fills <paramref name="cosine"/> and <paramref name="sine"/>, as long as w and b; the sine may be empty where it is not wanted. NaN where w·x is no finite number.</summary>
    public static void At(float x, ReadOnlySpan<float> frequencies, ReadOnlySpan<float> phases, Span<float> cosine, Span<float> sine)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(phases.Length, frequencies.Length, nameof(phases));
        ArgumentOutOfRangeException.ThrowIfNotEqual(cosine.Length, frequencies.Length, nameof(cosine));
        ArgumentOutOfRangeException.ThrowIfNotEqual(sine.IsEmpty ? cosine.Length : sine.Length, frequencies.Length, nameof(sine));
        fixed (float* w = frequencies, b = phases, c = cosine, s = sine)
        {
            Tier.Current.Waves(x, w, b, frequencies.Length, c, s);
        }
    }
}

/// <inheritdoc cref="Waves"/>
internal static unsafe class Waves<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    private const float PerRadian = (float)(1 / (2 * Math.PI));

    /// <inheritdoc cref="Waves.At"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void At(float x, float* frequencies, float* phases, int count, float* cosine, float* sine)
    {
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            Store<TLanes, TVector>(x, frequencies + i, phases + i, cosine + i, sine == null ? null : sine + i);
        }

        for (; i < count; i++)
        {
            Store<ScalarLanes, float>(x, frequencies + i, phases + i, cosine + i, sine == null ? null : sine + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TNarrow, TRegister>(float x, float* frequencies, float* phases, float* cosine, float* sine)
        where TNarrow : ILanes<TRegister>
        where TRegister : struct
    {
        TRegister start = TNarrow.Multiply(TNarrow.Load(phases), TNarrow.Broadcast(PerRadian));
        TRegister turns = TNarrow.MultiplyAdd(TNarrow.Load(frequencies), TNarrow.Broadcast(x), start);
        TRegister r = TNarrow.Subtract(turns, TNarrow.Round(turns)), minus = TNarrow.Subtract(TNarrow.Zero, r);
        TNarrow.Store(Sine<TNarrow, TRegister>(TNarrow.Subtract(TNarrow.Broadcast(0.25f), TNarrow.AtLeast(minus, r))), cosine);
        if (sine != null)
        {
            TRegister half = TNarrow.Broadcast(0.5f);
            TRegister above = TNarrow.AtLeast(TNarrow.Subtract(minus, half), r);        // −½ − r where r < −¼
            TRegister least = TNarrow.AtLeast(TNarrow.Subtract(r, half), TNarrow.Subtract(TNarrow.Zero, above));
            TNarrow.Store(Sine<TNarrow, TRegister>(TNarrow.Subtract(TNarrow.Zero, least)), sine);    // ½ − r where r > ¼
        }
    }

    /// <summary>sin(2πq), |q| ≤ ¼.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TRegister Sine<TNarrow, TRegister>(TRegister q)
        where TNarrow : ILanes<TRegister>
        where TRegister : struct
    {
        TRegister u = TNarrow.Multiply(q, q);
        TRegister p = TNarrow.MultiplyAdd(TNarrow.Broadcast(-14.394135f), u, TNarrow.Broadcast(42.009808f));
        p = TNarrow.MultiplyAdd(p, u, TNarrow.Broadcast(-76.704285f));
        p = TNarrow.MultiplyAdd(p, u, TNarrow.Broadcast(81.605225f));
        p = TNarrow.MultiplyAdd(p, u, TNarrow.Broadcast(-41.3417f));
        p = TNarrow.MultiplyAdd(p, u, TNarrow.Broadcast(6.2831855f));
        return TNarrow.Multiply(p, q);
    }
}
