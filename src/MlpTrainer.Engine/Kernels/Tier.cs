using System.Runtime.Intrinsics;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Every kernel, compiled for one width of registers. Operands are addresses; the classes that callers use check spans.</summary>
/// <remarks>What each kernel takes at each width: tests/MlpTrainer.Benchmarks/KERNELS.md.</remarks>
internal abstract unsafe class Tier
{
    /// <summary>AVX-512.</summary>
    public static readonly Tier Bits512 = new Tier<Lanes512, Vector512<float>>();

    /// <summary>AVX2.</summary>
    public static readonly Tier Bits256 = new Tier<Lanes256, Vector256<float>>();

    /// <summary>SSE, NEON, WebAssembly.</summary>
    public static readonly Tier Bits128 = new Tier<Lanes128, Vector128<float>>();

    /// <summary>No vectors at all.</summary>
    public static readonly Tier Scalar = new Tier<ScalarLanes, float>();

    /// <summary>The tier of this processor's widest registers, chosen once.</summary>
    public static readonly Tier Current =
        Vector512.IsHardwareAccelerated ? Bits512
        : Vector256.IsHardwareAccelerated ? Bits256
        : Vector128.IsHardwareAccelerated ? Bits128 : Scalar;

    /// <summary>Floats in a register.</summary>
    public abstract int Lanes { get; }

    /// <inheritdoc cref="Products{TLanes, TVector}.Multiply"/>
    public abstract void Multiply(in ProductOperands product);

    /// <inheritdoc cref="Packing{TLanes, TVector}.Rows"/>
    public abstract void PackRows(float* b, int k, int n, int first, int count, float* packed);

    /// <inheritdoc cref="Packing{TLanes, TVector}.TransposedRows"/>
    public abstract void PackTransposedRows(float* b, int k, int n, int first, int count, float* packed);

    /// <inheritdoc cref="VectorProducts{TLanes, TVector}.Dot"/>
    public abstract void Dot(float* a, int m, int k, float* b, float bias, float floor, float* c);

    /// <inheritdoc cref="VectorProducts{TLanes, TVector}.AddWeightedRows"/>
    public abstract void AddWeightedRows(float* a, int stride, int columns, float* weights, int rows, float* sums);

    /// <inheritdoc cref="VectorProducts{TLanes, TVector}.Outer"/>
    public abstract void Outer(float* a, int m, float* b, int n, float* gate, float* c);

    /// <inheritdoc cref="VectorProducts{TLanes, TVector}.OuterPacked"/>
    public abstract void OuterPacked(float* a, int m, float* b, int n, float* gate, float* packed, int first, int packedRows);

    /// <inheritdoc cref="Rectifier{TLanes, TVector}.Forward"/>
    public abstract void Relu(float* z, float* a, nint count);

    /// <inheritdoc cref="Rectifier{TLanes, TVector}.Gate"/>
    public abstract void Gate(float* gate, float* values, nint count);

    /// <inheritdoc cref="SelectedRows{TLanes, TVector}.Add"/>
    public abstract void AddSelectedRows(float* matrix, int stride, int width, int* rows, float* values, int* places, int count, float* sums);

    /// <inheritdoc cref="GroupedRows.Add"/>
    public abstract void AddGroupedRows(float* matrix, int width, GroupedValue* values, int* start, int stride, int parts, float* sums);

    /// <inheritdoc cref="Standardization.Apply"/>
    public abstract void Standardize(float* x, int rows, int width, float* mean, float* scale, float* kappa, float* fill, float* scaled);

    /// <inheritdoc cref="AdamStep{TLanes, TVector}.Apply"/>
    public abstract void Adam(in AdamConstants step, float l2, float* weights, float* gradient, float* first, float* second, nint count, bool clear);

    /// <inheritdoc cref="AdamStep.Replay"/>
    public abstract void ReplayAdam(AdamConstants* steps, int stepCount, float l2, float* weights, float* first, float* second, nint count);

    /// <inheritdoc cref="MomentumStep.Apply"/>
    public abstract void Momentum(float rate, float momentum, bool nesterov, float* weights, float* gradient, float* velocity, nint count);

    /// <inheritdoc cref="Waves.At"/>
    public abstract void Waves(float x, float* frequencies, float* phases, int count, float* cosine, float* sine);

    /// <inheritdoc cref="UniformNumbers.Fill"/>
    public abstract void FillUniform(float* values, int count, ulong key, double limit);
}

/// <inheritdoc cref="Tier"/>
internal sealed unsafe class Tier<TLanes, TVector> : Tier
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    public override int Lanes => TLanes.Count;

    public override void Multiply(in ProductOperands product) => Products<TLanes, TVector>.Multiply(in product);

    public override void PackRows(float* b, int k, int n, int first, int count, float* packed) =>
        Packing<TLanes, TVector>.Rows(b, k, n, first, count, packed);

    public override void PackTransposedRows(float* b, int k, int n, int first, int count, float* packed) =>
        Packing<TLanes, TVector>.TransposedRows(b, k, n, first, count, packed);

    public override void Dot(float* a, int m, int k, float* b, float bias, float floor, float* c) =>
        VectorProducts<TLanes, TVector>.Dot(a, m, k, b, bias, floor, c);

    public override void AddWeightedRows(float* a, int stride, int columns, float* weights, int rows, float* sums) =>
        VectorProducts<TLanes, TVector>.AddWeightedRows(a, stride, columns, weights, rows, sums);

    public override void Outer(float* a, int m, float* b, int n, float* gate, float* c) =>
        VectorProducts<TLanes, TVector>.Outer(a, m, b, n, gate, c);

    public override void OuterPacked(float* a, int m, float* b, int n, float* gate, float* packed, int first, int packedRows) =>
        VectorProducts<TLanes, TVector>.OuterPacked(a, m, b, n, gate, packed, first, packedRows);

    public override void Relu(float* z, float* a, nint count) => Rectifier<TLanes, TVector>.Forward(z, a, count);

    public override void Gate(float* gate, float* values, nint count) => Rectifier<TLanes, TVector>.Gate(gate, values, count);

    public override void AddSelectedRows(float* matrix, int stride, int width, int* rows, float* values, int* places, int count, float* sums) =>
        SelectedRows<TLanes, TVector>.Add(matrix, stride, width, rows, values, places, count, sums);

    public override void AddGroupedRows(float* matrix, int width, GroupedValue* values, int* start, int stride, int parts, float* sums) =>
        GroupedRows<TLanes, TVector>.Add(matrix, width, values, start, stride, parts, sums);

    public override void Standardize(float* x, int rows, int width, float* mean, float* scale, float* kappa, float* fill, float* scaled) =>
        Standardization<TLanes, TVector>.Apply(x, rows, width, mean, scale, kappa, fill, scaled);

    public override void Adam(
        in AdamConstants step, float l2, float* weights, float* gradient, float* first, float* second, nint count, bool clear) =>
        AdamStep<TLanes, TVector>.Apply(step, l2, weights, gradient, first, second, count, clear);

    public override void ReplayAdam(AdamConstants* steps, int stepCount, float l2, float* weights, float* first, float* second, nint count) =>
        AdamStep<TLanes, TVector>.Replay(steps, stepCount, l2, weights, first, second, count);

    public override void Momentum(float rate, float momentum, bool nesterov, float* weights, float* gradient, float* velocity, nint count) =>
        MomentumStep<TLanes, TVector>.Apply(rate, momentum, nesterov, weights, gradient, velocity, count);

    public override void Waves(float x, float* frequencies, float* phases, int count, float* cosine, float* sine) =>
        Waves<TLanes, TVector>.At(x, frequencies, phases, count, cosine, sine);

    public override void FillUniform(float* values, int count, ulong key, double limit) =>
        UniformNumbers<TLanes, TVector>.Fill(values, count, key, limit);
}
