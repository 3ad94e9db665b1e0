using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>The constants of one step of Adam or AdamW.</summary>
/// <param name="Beta1">β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Kept">1 − η·λ, what decoupled decay leaves of a weight; 1 for Adam.</param>
/// <param name="Rate">η/(1 − β₁ᵗ).</param>
/// <param name="SecondCorrection">1/√(1 − β₂ᵗ).</param>
internal readonly record struct AdamConstants(float Beta1, float Beta2, float Epsilon, float Kept, float Rate, float SecondCorrection)
{
    /// <summary>The constants of a step: two powers, which take as long as the step of a few hundred weights.</summary>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="step">t, from 1.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="weightDecay">λ of decoupled decay; 0 for Adam.</param>
    public static AdamConstants Of(float beta1, float beta2, float epsilon, long step, float learningRate, float weightDecay) => new(
        beta1, beta2, epsilon, 1f - learningRate * weightDecay,
        (float)(learningRate / (1 - Math.Pow(beta1, step))), (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step))));
}

/// <summary>m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², W ← kept·W − rate·m/(√v·correction + ε), elementwise.</summary>
/// <remarks>One pass, every number loaded and stored once: as ten elementwise operations a step would be bound by the caches.</remarks>
internal static unsafe class AdamStep
{
    /// <summary>One step of a slice. The gradient is only read.</summary>
    public static void Apply(in AdamConstants step, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
    {
        Debug.Assert(gradient.Length == weights.Length && first.Length == weights.Length && second.Length == weights.Length);
        fixed (float* w = weights, g = gradient, m = first, v = second)
        {
            Tier.Current.Adam(step, l2: 0f, w, g, m, v, weights.Length, clear: false);
        }
    }

    /// <summary>One step with g = gradient + λ·W, and the gradient is set to zero on the way: beside a root and a quotient that takes no time.</summary>
    public static void ApplyAndClear(
        in AdamConstants step, float l2, Span<float> weights, Span<float> gradient, Span<float> first, Span<float> second)
    {
        Debug.Assert(gradient.Length == weights.Length && first.Length == weights.Length && second.Length == weights.Length);
        fixed (float* w = weights, g = gradient, m = first, v = second)
        {
            Tier.Current.Adam(step, l2, w, g, m, v, weights.Length, clear: true);
        }
    }

    /// <summary>Several steps of a slice whose gradient is λ·W throughout: weights that the data did not touch.</summary>
    /// <remarks>The same bits as <see cref="ApplyAndClear"/> step by step, but W, m and v stay in registers: one pass over memory for all steps.</remarks>
    public static void Replay(ReadOnlySpan<AdamConstants> steps, float l2, Span<float> weights, Span<float> first, Span<float> second)
    {
        Debug.Assert(first.Length == weights.Length && second.Length == weights.Length);
        fixed (AdamConstants* s = steps)
        fixed (float* w = weights, m = first, v = second)
        {
            Tier.Current.ReplayAdam(s, steps.Length, l2, w, m, v, weights.Length);
        }
    }
}

/// <inheritdoc cref="AdamStep"/>
internal static unsafe class AdamStep<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    private const int Ahead = 1024;                     // floats, a page of memory: the processor itself asks no further than to the page's end

    /// <summary>One step of a slice, with g = gradient + λ·W; the gradient may be cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(
        in AdamConstants step, float l2, float* weights, float* gradient, float* first, float* second, nint count, bool clear)
    {
        var constants = new Constants<TLanes, TVector>(step);
        TVector decay = TLanes.Broadcast(l2);
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            Prefetch.Line(weights + i + Ahead);
            Prefetch.Line(first + i + Ahead);
            Prefetch.Line(second + i + Ahead);
            TVector w = TLanes.Load(weights + i), m = TLanes.Load(first + i), v = TLanes.Load(second + i);
            constants.Move(TLanes.MultiplyAdd(w, decay, TLanes.Load(gradient + i)), ref w, ref m, ref v);
            TLanes.Store(w, weights + i);
            TLanes.Store(m, first + i);
            TLanes.Store(v, second + i);
            if (clear)
            {
                TLanes.Store(TLanes.Zero, gradient + i);
            }
        }

        for (; i < count; i++)
        {
            new Constants<ScalarLanes, float>(step).Move(
                ScalarLanes.MultiplyAdd(weights[i], l2, gradient[i]), ref weights[i], ref first[i], ref second[i]);
            if (clear)
            {
                gradient[i] = 0f;
            }
        }
    }

    /// <inheritdoc cref="AdamStep.Replay"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Replay(AdamConstants* steps, int stepCount, float l2, float* weights, float* first, float* second, nint count)
    {
        nint i = 0;
        for (; i <= count - 4 * TLanes.Count; i += 4 * TLanes.Count)
        {
            ReplayFour(steps, stepCount, l2, weights + i, first + i, second + i);
        }

        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            ReplayOne<TLanes, TVector>(steps, stepCount, l2, weights + i, first + i, second + i);
        }

        for (; i < count; i++)
        {
            ReplayOne<ScalarLanes, float>(steps, stepCount, l2, weights + i, first + i, second + i);
        }
    }

    /// <summary>Four registers at a time: a step is a chain of a root and a quotient, and four chains overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReplayFour(AdamConstants* steps, int stepCount, float l2, float* weights, float* first, float* second)
    {
        int n = TLanes.Count;
        TVector w0 = TLanes.Load(weights), w1 = TLanes.Load(weights + n), w2 = TLanes.Load(weights + 2 * n), w3 = TLanes.Load(weights + 3 * n);
        TVector m0 = TLanes.Load(first), m1 = TLanes.Load(first + n), m2 = TLanes.Load(first + 2 * n), m3 = TLanes.Load(first + 3 * n);
        TVector v0 = TLanes.Load(second), v1 = TLanes.Load(second + n), v2 = TLanes.Load(second + 2 * n), v3 = TLanes.Load(second + 3 * n);
        TVector decay = TLanes.Broadcast(l2);
        for (; stepCount > 0; stepCount--, steps++)
        {
            var constants = new Constants<TLanes, TVector>(*steps);
            constants.Move(TLanes.Multiply(decay, w0), ref w0, ref m0, ref v0);
            constants.Move(TLanes.Multiply(decay, w1), ref w1, ref m1, ref v1);
            constants.Move(TLanes.Multiply(decay, w2), ref w2, ref m2, ref v2);
            constants.Move(TLanes.Multiply(decay, w3), ref w3, ref m3, ref v3);
        }

        Store(w0, w1, w2, w3, weights);
        Store(m0, m1, m2, m3, first);
        Store(v0, v1, v2, v3, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReplayOne<TNarrow, TRegister>(AdamConstants* steps, int stepCount, float l2, float* weights, float* first, float* second)
        where TNarrow : ILanes<TRegister>
        where TRegister : struct
    {
        TRegister w = TNarrow.Load(weights), m = TNarrow.Load(first), v = TNarrow.Load(second), decay = TNarrow.Broadcast(l2);
        for (; stepCount > 0; stepCount--, steps++)
        {
            new Constants<TNarrow, TRegister>(*steps).Move(TNarrow.Multiply(decay, w), ref w, ref m, ref v);
        }

        TNarrow.Store(w, weights);
        TNarrow.Store(m, first);
        TNarrow.Store(v, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, TVector c, TVector d, float* destination)
    {
        TLanes.Store(a, destination);
        TLanes.Store(b, destination + TLanes.Count);
        TLanes.Store(c, destination + 2 * TLanes.Count);
        TLanes.Store(d, destination + 3 * TLanes.Count);
    }

    /// <summary>A step's constants, each in all lanes: made once before a loop, since every store to memory might change what is read from there.</summary>
    private readonly struct Constants<TNarrow, TRegister>
        where TNarrow : ILanes<TRegister>
        where TRegister : struct
    {
        private readonly TRegister _beta1, _share1, _beta2, _share2, _correction, _epsilon, _rate, _kept;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Constants(in AdamConstants step)
        {
            (_beta1, _share1) = (TNarrow.Broadcast(step.Beta1), TNarrow.Broadcast(1f - step.Beta1));
            (_beta2, _share2) = (TNarrow.Broadcast(step.Beta2), TNarrow.Broadcast(1f - step.Beta2));
            (_correction, _epsilon) = (TNarrow.Broadcast(step.SecondCorrection), TNarrow.Broadcast(step.Epsilon));
            (_rate, _kept) = (TNarrow.Broadcast(step.Rate), TNarrow.Broadcast(step.Kept));
        }

        /// <summary>One step of the weights, and their m and v, whose gradient is g.</summary>
        /// <remarks>
        /// In v the product with g is the fused one: g² of a weight that only λ·W moves soon is too small for a float, and a processor takes
        /// a hundred cycles to round such a product, but none to add it to v unrounded.
        /// </remarks>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Move(TRegister g, ref TRegister w, ref TRegister m, ref TRegister v)
        {
            m = TNarrow.MultiplyAdd(_beta1, m, TNarrow.Multiply(_share1, g));
            v = TNarrow.MultiplyAdd(TNarrow.Multiply(_share2, g), g, TNarrow.Multiply(_beta2, v));
            TRegister scale = TNarrow.MultiplyAdd(TNarrow.SquareRoot(v), _correction, _epsilon);
            w = TNarrow.Subtract(TNarrow.Multiply(_kept, w), TNarrow.Divide(TNarrow.Multiply(_rate, m), scale));
        }
    }
}
