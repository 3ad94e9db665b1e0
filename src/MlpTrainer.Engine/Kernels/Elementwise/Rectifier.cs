using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>ReLU and its derivative over a span, where no product does it while the numbers are in its registers.</summary>
/// <remarks>No branches: signs of activations cannot be foreseen.</remarks>
internal static unsafe class Rectifier
{
    /// <summary>a[i] = max(0, z[i]); NaN stays NaN. a is as long as z and may be its own memory.</summary>
    public static void Forward(ReadOnlySpan<float> z, Span<float> a)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.Length, z.Length, nameof(a));
        fixed (float* source = z, destination = a)
        {
            Tier.Current.Relu(source, destination, a.Length);
        }
    }

    /// <summary>values[i] stays where gate[i] &gt; 0 and becomes 0 elsewhere; both are as long.</summary>
    public static void Gate(ReadOnlySpan<float> gate, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gate.Length, values.Length, nameof(gate));
        fixed (float* source = gate, destination = values)
        {
            Tier.Current.Gate(source, destination, values.Length);
        }
    }
}

/// <inheritdoc cref="Rectifier"/>
internal static unsafe class Rectifier<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <inheritdoc cref="Rectifier.Forward"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(float* z, float* a, nint count)
    {
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(TLanes.AtLeast(TLanes.Zero, TLanes.Load(z + i)), a + i);
        }

        for (; i < count; i++)
        {
            a[i] = ScalarLanes.AtLeast(0f, z[i]);
        }
    }

    /// <inheritdoc cref="Rectifier.Gate"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gate(float* gate, float* values, nint count)
    {
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Gate(TLanes.Load(gate + i), TLanes.Load(values + i)), values + i);
        }

        for (; i < count; i++)
        {
            values[i] = ScalarLanes.Gate(gate[i], values[i]);
        }
    }
}
