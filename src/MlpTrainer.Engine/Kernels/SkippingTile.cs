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

/// <summary>Some rows of a product over at most 64 steps: C[r, :] = max(floor, start[r, :] + Σ A[r, i]·B[i, :] over the steps i of r's set).</summary>
internal unsafe struct SkippingOperands
{
    public int Rows;
    public float* A;                    // A[r, i] at A[r·AStride + i]
    public nint AStride;
    public ulong* Steps;                // per row, bit i: whether step i is added
    public float* B;                    // packed, all its rows; the last panel is one register wide if the number of registers is odd
    public nint BPanelStride;
    public int FirstStep;               // row of B that bit 0 stands for
    public PanelledRows Sums;           // what the sums start from
    public float Floor;                 // 0 for ReLU, −∞ for none
    public float* Gate;                 // null, or row-major: C = 0 where not gate > 0
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
    /// <typeparam name="TEnd">1 where these are a product's last steps and floor and gate are due, else 0.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRegisters, TEnd>(in SkippingOperands tile)
        where TRegisters : ISize
        where TEnd : ISize
    {
        float* b0 = Column<TRegisters, Size0>(in tile), b1 = Column<TRegisters, Size1>(in tile), b2 = Column<TRegisters, Size2>(in tile);
        float* b3 = Column<TRegisters, Size3>(in tile), b4 = Column<TRegisters, Size4>(in tile), b5 = Column<TRegisters, Size5>(in tile);
        float* b6 = Column<TRegisters, Size6>(in tile), b7 = Column<TRegisters, Size7>(in tile);
        TVector floor = TLanes.Broadcast(tile.Floor);
        float* a = tile.A, sums = tile.Sums.Start, c = tile.C.Start, gate = tile.Gate;
        nint sumsPanel = tile.Sums.PanelStride, cPanel = tile.C.PanelStride;
        for (int r = 0; r < tile.Rows; r++)
        {
            TVector c0 = Load<TRegisters, Size0>(sums), c1 = Load<TRegisters, Size1>(sums);
            TVector c2 = Load<TRegisters, Size2>(sums + sumsPanel), c3 = Load<TRegisters, Size3>(sums + sumsPanel);
            TVector c4 = Load<TRegisters, Size4>(sums + 2 * sumsPanel), c5 = Load<TRegisters, Size5>(sums + 2 * sumsPanel);
            TVector c6 = Load<TRegisters, Size6>(sums + 3 * sumsPanel), c7 = Load<TRegisters, Size7>(sums + 3 * sumsPanel);
            for (ulong left = tile.Steps[r]; left != 0; left &= left - 1)
            {
                nint i = BitOperations.TrailingZeroCount(left);
                TVector x = TLanes.Broadcast(a[i]);
                Multiply<TRegisters, Size0>(x, b0, i, ref c0);
                Multiply<TRegisters, Size1>(x, b1, i, ref c1);
                Multiply<TRegisters, Size2>(x, b2, i, ref c2);
                Multiply<TRegisters, Size3>(x, b3, i, ref c3);
                Multiply<TRegisters, Size4>(x, b4, i, ref c4);
                Multiply<TRegisters, Size5>(x, b5, i, ref c5);
                Multiply<TRegisters, Size6>(x, b6, i, ref c6);
                Multiply<TRegisters, Size7>(x, b7, i, ref c7);
            }

            Store<TRegisters, Size0, TEnd>(c0, floor, gate, c);
            Store<TRegisters, Size1, TEnd>(c1, floor, gate, c);
            Store<TRegisters, Size2, TEnd>(c2, floor, gate, c + cPanel);
            Store<TRegisters, Size3, TEnd>(c3, floor, gate, c + cPanel);
            Store<TRegisters, Size4, TEnd>(c4, floor, gate, c + 2 * cPanel);
            Store<TRegisters, Size5, TEnd>(c5, floor, gate, c + 2 * cPanel);
            Store<TRegisters, Size6, TEnd>(c6, floor, gate, c + 3 * cPanel);
            Store<TRegisters, Size7, TEnd>(c7, floor, gate, c + 3 * cPanel);
            a += tile.AStride;
            sums += tile.Sums.RowStride;
            c += tile.C.RowStride;
            gate = gate == null ? null : gate + tile.GateStride;
        }
    }

    /// <summary>Place of a register in its panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Offset<TIndex>()
        where TIndex : ISize => TIndex.Count % 2 * TLanes.Count;

    /// <summary>A register of the first step's row of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Column<TRegisters, TIndex>(in SkippingOperands tile)
        where TRegisters : ISize
        where TIndex : ISize =>
        tile.B + TIndex.Count / 2 * tile.BPanelStride + tile.FirstStep * PanelWidth<TRegisters, TIndex>() + Offset<TIndex>();

    /// <summary>Floats of a row of B in the panel of the given register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint PanelWidth<TRegisters, TIndex>()
        where TRegisters : ISize
        where TIndex : ISize => TIndex.Count + 1 == TRegisters.Count && TIndex.Count % 2 == 0 ? TLanes.Count : 2 * TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TRegisters, TIndex>(float* source)
        where TRegisters : ISize
        where TIndex : ISize =>
        TIndex.Count < TRegisters.Count ? TLanes.Load(source + Offset<TIndex>()) : TLanes.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<TRegisters, TIndex>(TVector x, float* b, nint i, ref TVector c)
        where TRegisters : ISize
        where TIndex : ISize
    {
        if (TIndex.Count < TRegisters.Count)
        {
            c = TLanes.MultiplyAdd(x, TLanes.Load((float*)((byte*)b + i * (sizeof(float) * PanelWidth<TRegisters, TIndex>()))), c);
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
            if (TEnd.Count > 0)
            {
                value = gate == null ? TLanes.AtLeast(floor, value) : TLanes.Gate(TLanes.Load(gate + TIndex.Count * TLanes.Count), value);
            }

            TLanes.Store(value, c + Offset<TIndex>());
        }
    }
}
