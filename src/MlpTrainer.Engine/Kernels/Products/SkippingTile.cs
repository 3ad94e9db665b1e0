using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Rows that lie in panels of two registers' width, as packed matrices do; row-major ones are a special case.</summary>
internal readonly unsafe struct PanelledRows(float* start, nint rowStride, nint panelStride)
{
    public readonly float* Start = start;           // the first row's first panel
    public readonly nint RowStride = rowStride;     // floats from a row to the next
    public readonly nint PanelStride = panelStride; // floats from a panel to the next
}

/// <summary>Some rows of a product over at most 64 steps: C[r, :] = end(C[r, :] + Σ A[r, i]·B[i, :] over the steps i of r's set).</summary>
internal unsafe struct SkippingOperands
{
    public int Rows;
    public float* A;                    // A[r, i] at A[r·AStride + i]
    public nint AStride;
    public ulong* Steps;                // per row, bit i: whether step i is added
    public float* B;                    // packed, all its rows; the last panel is one register wide if the number of registers is odd
    public nint BPanelStride;
    public int FirstStep;               // row of B that bit 0 stands for
    public float* Start;                // one row that all sums start from, where this is their beginning
    public float Floor;                 // 0 for ReLU
    public float* Gate;                 // row-major: C = 0 where not gate > 0
    public nint GateStride;
    public PanelledRows C;
}

/// <summary>A tile that multiplies only what is not zero: one row of A at a time, by as many registers of B's columns as hide the latency of a sum.</summary>
/// <remarks>
/// Each B serves one product, so this is bound by loads where <see cref="Tile{TLanes, TVector}"/> is bound by multiplications: with the
/// mispredicted end of each row a step costs 1.2 to 1.5 times what it costs there, but after a ReLU half of the steps are zeros. It holds only
/// as long as B [64×128] stays in the nearest cache and no load reaches over two cache lines (<see cref="AlignedFloats"/>): else a step costs
/// twice as much. Steps are added in ascending order, as there.
/// </remarks>
internal static unsafe class SkippingTile<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <typeparam name="TRegisters">Registers of columns, 1 to 8.</typeparam>
    /// <typeparam name="TBegin">1 where these are a product's first steps and the sums start from <see cref="SkippingOperands.Start"/>, else 0.</typeparam>
    /// <typeparam name="TEnd">1 where these are its last steps and the floor is due, 2 where the gate is, else 0.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRegisters, TBegin, TEnd>(in SkippingOperands tile)
        where TRegisters : ISize
        where TBegin : ISize
        where TEnd : ISize
    {
        float* start = tile.Start, b = tile.B + tile.FirstStep * 2 * TLanes.Count;
        float* narrow = tile.B + (TRegisters.Count / 2 * tile.BPanelStride) + (tile.FirstStep * TLanes.Count);
        TVector s0 = Begin<TRegisters, TBegin, Size0>(start), s1 = Begin<TRegisters, TBegin, Size1>(start);
        TVector s2 = Begin<TRegisters, TBegin, Size2>(start), s3 = Begin<TRegisters, TBegin, Size3>(start);
        TVector s4 = Begin<TRegisters, TBegin, Size4>(start), s5 = Begin<TRegisters, TBegin, Size5>(start);
        TVector s6 = Begin<TRegisters, TBegin, Size6>(start), s7 = Begin<TRegisters, TBegin, Size7>(start);
        TVector floor = TLanes.Broadcast(tile.Floor);
        float* a = tile.A, c = tile.C.Start, gate = tile.Gate;
        nint aStride = tile.AStride, bPanel = tile.BPanelStride, bPanel3 = 3 * bPanel;
        nint cStride = tile.C.RowStride, cPanel = tile.C.PanelStride, cPanel3 = 3 * cPanel;
        ulong* steps = tile.Steps;
        for (ulong* end = steps + tile.Rows; steps < end; steps++)
        {
            TVector c0 = Load<TRegisters, TBegin, Size0>(c, s0), c1 = Load<TRegisters, TBegin, Size1>(c, s1);
            TVector c2 = Load<TRegisters, TBegin, Size2>(c + cPanel, s2), c3 = Load<TRegisters, TBegin, Size3>(c + cPanel, s3);
            TVector c4 = Load<TRegisters, TBegin, Size4>(c + 2 * cPanel, s4), c5 = Load<TRegisters, TBegin, Size5>(c + 2 * cPanel, s5);
            TVector c6 = Load<TRegisters, TBegin, Size6>(c + cPanel3, s6), c7 = Load<TRegisters, TBegin, Size7>(c + cPanel3, s7);
            for (ulong left = *steps; left != 0; left &= left - 1)
            {
                nint i = BitOperations.TrailingZeroCount(left);
                TVector x = TLanes.Broadcast(a[i]);
                float* row = b + i * (2 * TLanes.Count);
                Multiply<TRegisters, Size0>(x, row, narrow, i, ref c0);
                Multiply<TRegisters, Size1>(x, row, narrow, i, ref c1);
                Multiply<TRegisters, Size2>(x, row + bPanel, narrow, i, ref c2);
                Multiply<TRegisters, Size3>(x, row + bPanel, narrow, i, ref c3);
                Multiply<TRegisters, Size4>(x, row + 2 * bPanel, narrow, i, ref c4);
                Multiply<TRegisters, Size5>(x, row + 2 * bPanel, narrow, i, ref c5);
                Multiply<TRegisters, Size6>(x, row + bPanel3, narrow, i, ref c6);
                Multiply<TRegisters, Size7>(x, row + bPanel3, narrow, i, ref c7);
            }

            Store<TRegisters, Size0, TEnd>(c0, floor, gate, c);
            Store<TRegisters, Size1, TEnd>(c1, floor, gate, c);
            Store<TRegisters, Size2, TEnd>(c2, floor, gate, c + cPanel);
            Store<TRegisters, Size3, TEnd>(c3, floor, gate, c + cPanel);
            Store<TRegisters, Size4, TEnd>(c4, floor, gate, c + 2 * cPanel);
            Store<TRegisters, Size5, TEnd>(c5, floor, gate, c + 2 * cPanel);
            Store<TRegisters, Size6, TEnd>(c6, floor, gate, c + cPanel3);
            Store<TRegisters, Size7, TEnd>(c7, floor, gate, c + cPanel3);
            a += aStride;
            c += cStride;
            gate += tile.GateStride;
        }
    }

    /// <summary>Place of a register in its panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Offset<TIndex>()
        where TIndex : ISize => TIndex.Count % 2 * TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Begin<TRegisters, TBegin, TIndex>(float* start)
        where TRegisters : ISize
        where TBegin : ISize
        where TIndex : ISize =>
        TBegin.Count > 0 && TIndex.Count < TRegisters.Count ? TLanes.Load(start + TIndex.Count * TLanes.Count) : TLanes.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TRegisters, TBegin, TIndex>(float* c, TVector start)
        where TRegisters : ISize
        where TBegin : ISize
        where TIndex : ISize =>
        TBegin.Count > 0 || TIndex.Count >= TRegisters.Count ? start : TLanes.Load(c + Offset<TIndex>());

    /// <summary>Adds step i's product to a register of C; the last of an odd number of registers stands in a panel of its own width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<TRegisters, TIndex>(TVector x, float* row, float* narrow, nint i, ref TVector c)
        where TRegisters : ISize
        where TIndex : ISize
    {
        if (TIndex.Count + 1 == TRegisters.Count && TIndex.Count % 2 == 0)
        {
            c = TLanes.MultiplyAdd(x, TLanes.Load(narrow + i * TLanes.Count), c);
        }
        else if (TIndex.Count < TRegisters.Count)
        {
            c = TLanes.MultiplyAdd(x, TLanes.Load(row + Offset<TIndex>()), c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TRegisters, TIndex, TEnd>(TVector value, TVector floor, float* gate, float* c)
        where TRegisters : ISize
        where TIndex : ISize
        where TEnd : ISize
    {
        if (TIndex.Count < TRegisters.Count)
        {
            value = TEnd.Count == 1 ? TLanes.AtLeast(floor, value)
                : TEnd.Count == 2 ? TLanes.Gate(TLanes.Load(gate + TIndex.Count * TLanes.Count), value) : value;
            TLanes.Store(value, c + Offset<TIndex>());
        }
    }
}
