using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlpTrainer.Engine.Kernels;

/// <summary>The transpose of a small matrix, which should fit into the nearest cache together with its source.</summary>
internal static unsafe class Transposition
{
    /// <summary>destination[column, row] = source[row, column], four by four in registers as far as they go.</summary>
    /// <param name="source">Row-major.</param>
    /// <param name="sourceStride">Floats from one row of it to the next.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="destination">Receives [columns×rows], row-major.</param>
    /// <param name="stride">Floats from one row of it to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, nint sourceStride, int rows, int columns, float* destination, nint stride)
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
