using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlpTrainer.Engine.Kernels;

/// <summary>The transpose of a small matrix, which should fit into the nearest cache together with its source.</summary>
internal static unsafe class Transposition
{
    /// <summary>destination[column, row] = source[row, column], sixteen by sixteen or four by four in registers as far as they go.</summary>
    /// <remarks>The destination is written down its rows, in whole lines: going along the rows of the source instead takes 1.5 times as long.</remarks>
    /// <param name="source">Row-major.</param>
    /// <param name="sourceStride">Floats from one row of it to the next.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="destination">Receives [columns×rows], row-major.</param>
    /// <param name="stride">Floats from one row of it to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, nint sourceStride, int rows, int columns, float* destination, nint stride)
    {
        int wholeRows = Avx512F.IsSupported ? rows & ~15 : 0, wholeColumns = Avx512F.IsSupported ? columns & ~15 : 0;
        for (int column = 0; column < wholeColumns; column += 16)
        {
            for (int row = 0; row < wholeRows; row += 16)
            {
                Transpose16(source + row * sourceStride + column, sourceStride, destination + column * stride + row, stride);
            }
        }

        Run4(source + wholeColumns, sourceStride, wholeRows, columns - wholeColumns, destination + wholeColumns * stride, stride);
        Run4(source + wholeRows * sourceStride, sourceStride, rows - wholeRows, columns, destination + wholeRows, stride);
    }

    private static void Run4(float* source, nint sourceStride, int rows, int columns, float* destination, nint stride)
    {
        int row = 0;
        for (; row <= rows - 4 && Vector256.IsHardwareAccelerated; row += 4)
        {
            float* from = source + row * sourceStride, to = destination + row;
            for (int column = 0; column <= columns - 4; column += 4)
            {
                Transpose4(from + column, sourceStride, to + column * stride, stride);
            }

            RunScalar(from, sourceStride, 4, columns & ~3, columns, to, stride);
        }

        RunScalar(source + row * sourceStride, sourceStride, rows - row, 0, columns, destination + row, stride);
    }

    /// <summary>Sixteen rows of sixteen: four by four within the quarters of registers, then quarters of four registers to their places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose16(float* source, nint sourceStride, float* destination, nint stride)
    {
        Quarters(source, sourceStride, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3);
        source += 4 * sourceStride;
        Quarters(source, sourceStride, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3);
        source += 4 * sourceStride;
        Quarters(source, sourceStride, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3);
        source += 4 * sourceStride;
        Quarters(source, sourceStride, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2, out Vector512<float> d3);
        StoreQuarters(a0, b0, c0, d0, destination, stride);
        StoreQuarters(a1, b1, c1, d1, destination + stride, stride);
        StoreQuarters(a2, b2, c2, d2, destination + 2 * stride, stride);
        StoreQuarters(a3, b3, c3, d3, destination + 3 * stride, stride);
    }

    /// <summary>Of four rows: quarter q of result j is column 4q + j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(
        float* source, nint stride, out Vector512<float> r0, out Vector512<float> r1, out Vector512<float> r2, out Vector512<float> r3)
    {
        Vector512<float> a = Vector512.Load(source), b = Vector512.Load(source + stride);
        Vector512<float> c = Vector512.Load(source + 2 * stride), d = Vector512.Load(source + 3 * stride);
        Vector512<double> abLow = Avx512F.UnpackLow(a, b).AsDouble(), abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cdLow = Avx512F.UnpackLow(c, d).AsDouble(), cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        r0 = Avx512F.UnpackLow(abLow, cdLow).AsSingle();
        r1 = Avx512F.UnpackHigh(abLow, cdLow).AsSingle();
        r2 = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
        r3 = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
    }

    /// <summary>Quarter q of a, b, c and d, side by side, is row 4q of the destination.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* destination, nint stride)
    {
        const byte Even = 0b10_00_10_00, Odd = 0b11_01_11_01;       // quarters 0 and 2, or 1 and 3, of both
        Vector512<float> abEven = Avx512F.Shuffle4x128(a, b, Even), abOdd = Avx512F.Shuffle4x128(a, b, Odd);
        Vector512<float> cdEven = Avx512F.Shuffle4x128(c, d, Even), cdOdd = Avx512F.Shuffle4x128(c, d, Odd);
        Vector512.Store(Avx512F.Shuffle4x128(abEven, cdEven, Even), destination);
        Vector512.Store(Avx512F.Shuffle4x128(abOdd, cdOdd, Even), destination + 4 * stride);
        Vector512.Store(Avx512F.Shuffle4x128(abEven, cdEven, Odd), destination + 8 * stride);
        Vector512.Store(Avx512F.Shuffle4x128(abOdd, cdOdd, Odd), destination + 12 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(float* source, nint sourceStride, float* destination, nint stride)
    {
        Vector256<double> ab = Interleave(Vector128.Load(source), Vector128.Load(source + sourceStride));
        Vector256<double> cd = Interleave(Vector128.Load(source + 2 * sourceStride), Vector128.Load(source + 3 * sourceStride));
        Store(ab.GetLower().ToScalar(), cd.GetLower().ToScalar(), destination);
        Store(ab.GetLower().GetElement(1), cd.GetLower().GetElement(1), destination + stride);
        Store(ab.GetUpper().ToScalar(), cd.GetUpper().ToScalar(), destination + 2 * stride);
        Store(ab.GetUpper().GetElement(1), cd.GetUpper().GetElement(1), destination + 3 * stride);
    }

    /// <summary>a0 b0 a1 b1 a2 b2 a3 b3, each pair taken for one double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Interleave(Vector128<float> a, Vector128<float> b) =>
        Vector256.Shuffle(Vector256.Create(a, b), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double ab, double cd, float* destination) => Vector128.Store(Vector128.Create(ab, cd).AsSingle(), destination);

    private static void RunScalar(float* source, nint sourceStride, int rows, int firstColumn, int columns, float* destination, nint stride)
    {
        for (int column = firstColumn; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
            {
                destination[column * stride + row] = source[row * sourceStride + column];
            }
        }
    }
}
