using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>C = max(floor, A·B + bias) without the products whose factor in A is zero: half of them after a ReLU.</summary>
/// <remarks>
/// Adding 0·b changes no finite sum, and steps are added in the order of <see cref="Tile{TLanes, TVector}"/>, so both give equal values, but for
/// the sign of a zero, and but for a NaN or ∞ in B that faces only zeros: it is not read here. A NaN in A is not zero and is passed on.
/// <para>A is worked through in blocks of 64 rows by 64 steps. Blocks of A that lie column by column (the weight gradient's) are transposed first.</para>
/// </remarks>
internal static unsafe class SkippingProduct<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    private const int BlockSteps = 64;          // the bits of a word; B [64×128] of 512-bit lanes is 32 kB
    private const int BlockRows = 64;           // that pass by a block of B while it is in the nearest cache
    private const int Registers = 8;            // of columns: two sums a cycle, each of which takes four cycles
    private const int SampledLines = 16;        // of so many lines of A one is looked at

    private static int GroupColumns => Registers * TLanes.Count;

    /// <summary>Whether A, by a sample of its lines in memory, has so many zeros that skipping pays. Depends on values and shapes alone.</summary>
    public static bool Pays(in ProductOperands product)
    {
        bool rowMajor = product.StepStride == 1;
        int lines = rowMajor ? product.M : product.K, length = rowMajor ? product.K : product.M, seen = 0, nonZero = 0;
        nint stride = rowMajor ? product.RowStride : product.StepStride;
        for (int line = 0; line < lines; line += SampledLines, seen += length)
        {
            nonZero += NonZeros<TLanes, TVector>.Count(product.A + line * stride, length);
        }

        int registers = (product.N + TLanes.Count - 1) / TLanes.Count, groups = (registers + Registers - 1) / Registers;
        long skipping = 3L * nonZero * groups * Registers, all = 2L * seen * registers;     // a step costs 3/2, and a part of a group a whole one
        return skipping < all && product.End != TileEnd.Add;
    }

    /// <summary>The product; its end is not <see cref="TileEnd.Add"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Multiply(in ProductOperands product)
    {
        ulong* steps = stackalloc ulong[BlockRows];
        float* memory = stackalloc float[(BlockRows * (BlockSteps + GroupColumns)) + GroupColumns + AlignedFloats.LineFloats];
        float* transposed = AlignedFloats.Align(memory), edge = transposed + (BlockRows * BlockSteps);
        var room = new Room { Edge = edge, Start = edge + (BlockRows * GroupColumns) };
        for (int row = 0; row < product.M; row += BlockRows)
        {
            int rows = Math.Min(BlockRows, product.M - row);
            for (int step = 0; step < product.K; step += BlockSteps)
            {
                int count = Math.Min(BlockSteps, product.K - step);
                float* a = product.A + row * product.RowStride + step * product.StepStride;
                nint aStride = product.RowStride;
                if (product.StepStride != 1)
                {
                    Transposition.Run(a, product.StepStride, count, rows, transposed, BlockSteps);
                    a = transposed;
                    aStride = BlockSteps;
                }

                NonZeros<TLanes, TVector>.Mark(a, aStride, rows, count, steps);
                var tile = new SkippingOperands { Rows = rows, A = a, AStride = aStride, Steps = steps, FirstStep = step };
                for (int column = 0; column < product.N; column += GroupColumns)
                {
                    AddBlock(in product, in room, row, column, ref tile);
                }
            }
        }
    }

    /// <summary>Adds a block of A times a group of columns of B to C, or begins C with it.</summary>
    private static void AddBlock(in ProductOperands product, in Room room, int row, int column, ref SkippingOperands tile)
    {
        int columns = Math.Min(GroupColumns, product.N - column), registers = (columns + TLanes.Count - 1) / TLanes.Count;
        bool inPlace = columns == registers * TLanes.Count && (registers % 2 == 0 || product.PackedRows == 0);
        tile.B = product.PackedB + (nint)column * product.K;
        tile.BPanelStride = (nint)2 * TLanes.Count * product.K;
        tile.C = inPlace ? PlaceOf(in product, row, column) : new PanelledRows(room.Edge, GroupColumns, 2 * TLanes.Count);
        tile.Start = room.Start;
        bool last = tile.FirstStep + BlockSteps >= product.K;
        if (tile.FirstStep == 0)
        {
            var start = new Span<float>(room.Start, GroupColumns);
            start.Clear();
            new ReadOnlySpan<float>(product.Bias + column, product.Bias == null ? 0 : columns).CopyTo(start);
        }

        tile.Floor = product.Floor;
        tile.Gate = product.Gate + (nint)row * product.N + column;
        tile.GateStride = product.N;
        RunTile(registers, begins: tile.FirstStep == 0, last ? EndOf(in product, inPlace) : SumEnd.Store, in tile);
        if (last && !inPlace)
        {
            FinishEdge(in product, room.Edge, row, tile.Rows, column, columns);
        }
    }

    private static PanelledRows PlaceOf(in ProductOperands product, int row, int column)
    {
        const int PanelRegisters = 2;
        nint width = PanelRegisters * TLanes.Count;
        return product.PackedRows == 0
            ? new PanelledRows(product.C + (nint)row * product.N + column, product.N, width)
            : new PanelledRows(product.C + (nint)column * product.PackedRows + (product.FirstRow + row) * width, width, width * product.PackedRows);
    }

    /// <summary>What is due with a product's last steps; a gate waits for <see cref="FinishEdge"/> where C has an edge.</summary>
    private static SumEnd EndOf(in ProductOperands product, bool inPlace) =>
        inPlace && product.End == TileEnd.Gate ? SumEnd.Gate : float.IsNegativeInfinity(product.Floor) ? SumEnd.Store : SumEnd.Floor;

    private static void RunTile(int registers, bool begins, SumEnd end, in SkippingOperands tile)
    {
        switch ((begins, end))
        {
            case (true, SumEnd.Store): RunTile<Size1, Size0>(registers, in tile); break;
            case (true, SumEnd.Floor): RunTile<Size1, Size1>(registers, in tile); break;
            case (true, SumEnd.Gate): RunTile<Size1, Size2>(registers, in tile); break;
            case (false, SumEnd.Store): RunTile<Size0, Size0>(registers, in tile); break;
            case (false, SumEnd.Floor): RunTile<Size0, Size1>(registers, in tile); break;
            default: RunTile<Size0, Size2>(registers, in tile); break;
        }
    }

    private static void RunTile<TBegin, TEnd>(int registers, in SkippingOperands tile)
        where TBegin : ISize
        where TEnd : ISize
    {
        switch (registers)
        {
            case 8: SkippingTile<TLanes, TVector>.Run<Size8, TBegin, TEnd>(in tile); break;
            case 7: SkippingTile<TLanes, TVector>.Run<Size7, TBegin, TEnd>(in tile); break;
            case 6: SkippingTile<TLanes, TVector>.Run<Size6, TBegin, TEnd>(in tile); break;
            case 5: SkippingTile<TLanes, TVector>.Run<Size5, TBegin, TEnd>(in tile); break;
            case 4: SkippingTile<TLanes, TVector>.Run<Size4, TBegin, TEnd>(in tile); break;
            case 3: SkippingTile<TLanes, TVector>.Run<Size3, TBegin, TEnd>(in tile); break;
            case 2: SkippingTile<TLanes, TVector>.Run<Size2, TBegin, TEnd>(in tile); break;
            default: SkippingTile<TLanes, TVector>.Run<Size1, TBegin, TEnd>(in tile); break;
        }
    }

    /// <summary>Stores a group of columns that ends within a register of C, or within a panel of a packed C.</summary>
    private static void FinishEdge(in ProductOperands product, float* edge, int row, int rows, int column, int columns)
    {
        for (int end = column + columns; column < end; column += 2 * TLanes.Count, edge += 2 * TLanes.Count)
        {
            int width = Packing<TLanes, TVector>.PanelWidth(column, product.N);
            nint stride = product.PackedRows > 0 ? width : product.N;
            float* c = product.PackedRows > 0
                ? product.C + (nint)column * product.PackedRows + (product.FirstRow + row) * stride
                : product.C + row * stride + column;
            float* gate = product.Gate + (nint)row * product.N + column;
            Products<TLanes, TVector>.Finish(edge, GroupColumns, width, c, stride, gate, product.N, rows, Math.Min(width, end - column), product.End);
        }
    }

    /// <summary>What happens to a sum as it is stored.</summary>
    private enum SumEnd
    {
        Store,
        Floor,
        Gate,
    }

    /// <summary>Room for a group of columns: what its sums start from, and C where it has an edge.</summary>
    private struct Room
    {
        public float* Start, Edge;
    }
}
