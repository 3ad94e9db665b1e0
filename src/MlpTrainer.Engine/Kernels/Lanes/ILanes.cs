namespace MlpTrainer.Engine.Kernels;

/// <summary>The arithmetic of one register of floats, so that a kernel is written once and compiled for every width.</summary>
/// <typeparam name="TVector">The register: <c>Vector512&lt;float&gt;</c>, <c>Vector256&lt;float&gt;</c>, <c>Vector128&lt;float&gt;</c> or <c>float</c>.</typeparam>
/// <remarks>
/// Every operation is elementwise and rounds like the scalar one, so a value's bits do not depend on where in a span it stands:
/// kernels run <see cref="ScalarLanes"/> over the tail that no full register covers. <see cref="MultiplyAdd"/> rounds once where the processor
/// fuses and twice where it cannot, alike at every width of one machine.
/// </remarks>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a register.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of the largest tile of C (two registers wide) that the processor's registers hold.</summary>
    static abstract int TileRows { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* destination);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    static abstract TVector SquareRoot(TVector a);

    /// <summary>The nearest whole number, the even one of two.</summary>
    static abstract TVector Round(TVector a);

    /// <summary>max(floor, a), where a is NaN: NaN, so that a diverged network shows.</summary>
    static abstract TVector AtLeast(TVector floor, TVector a);

    /// <summary>value where gate &gt; 0, else 0.</summary>
    static abstract TVector Gate(TVector gate, TVector value);

    /// <summary>a, but no more than limit and no less than −limit; NaN where it is NaN.</summary>
    static abstract TVector Within(TVector limit, TVector a);

    /// <summary>a, and the filling where it is NaN.</summary>
    static abstract TVector ForNaN(TVector filling, TVector a);

    /// <summary>a·b + c.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>Bit i is set where a[i] ≠ 0; NaN is not 0.</summary>
    static abstract uint NonZeroBits(TVector a);

    /// <summary>The sum of a register's floats.</summary>
    static abstract float Sum(TVector a);
}
