using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>v ← μ·v − η·g, W ← W + v, or with Nesterov W ← W + μ·v − η·g (the new v), elementwise.</summary>
/// <remarks>One pass, every number loaded and stored once.</remarks>
internal static unsafe class MomentumStep
{
    /// <summary>One step of a slice.</summary>
    public static void Apply(float rate, float momentum, bool nesterov, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> velocity)
    {
        Debug.Assert(gradient.Length == weights.Length && velocity.Length == weights.Length);
        fixed (float* w = weights, g = gradient, v = velocity)
        {
            Tier.Current.Momentum(rate, momentum, nesterov, w, g, v, weights.Length);
        }
    }
}

/// <inheritdoc cref="MomentumStep"/>
internal static unsafe class MomentumStep<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <inheritdoc cref="MomentumStep.Apply"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float rate, float momentum, bool nesterov, float* weights, float* gradient, float* velocity, nint count)
    {
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            Move<TLanes, TVector>(rate, momentum, nesterov, weights + i, gradient + i, velocity + i);
        }

        for (; i < count; i++)
        {
            Move<ScalarLanes, float>(rate, momentum, nesterov, weights + i, gradient + i, velocity + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<TNarrow, TRegister>(float rate, float momentum, bool nesterov, float* weights, float* gradient, float* velocity)
        where TNarrow : ILanes<TRegister>
        where TRegister : struct
    {
        TRegister mu = TNarrow.Broadcast(momentum), change = TNarrow.Multiply(TNarrow.Broadcast(rate), TNarrow.Load(gradient));
        TRegister v = TNarrow.Subtract(TNarrow.Multiply(mu, TNarrow.Load(velocity)), change);
        TNarrow.Store(v, velocity);
        TRegister move = nesterov ? TNarrow.Subtract(TNarrow.Multiply(mu, v), change) : v;
        TNarrow.Store(TNarrow.Add(TNarrow.Load(weights), move), weights);
    }
}
