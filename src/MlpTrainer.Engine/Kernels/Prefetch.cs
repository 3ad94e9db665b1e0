using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Asks for memory before it is needed. Rows drawn at random come from memory, some hundred nanoseconds each, unless asked for in time.</summary>
internal static unsafe class Prefetch
{
    private const int LineBytes = 64, MostLines = 8;       // beyond these the processor has noticed the stream itself

    /// <summary>Brings the beginning of a span into this core's caches. Without effect where the processor has no such instruction.</summary>
    public static void Beginning<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!Sse.IsSupported || values.IsEmpty)
        {
            return;
        }

        fixed (T* start = values)
        {
            byte* first = (byte*)start;
            int end = Math.Min(values.Length, MostLines * LineBytes / sizeof(T)) * sizeof(T);
            for (int i = 0; i < end; i += LineBytes)
            {
                Sse.Prefetch0(first + i);
            }

            Sse.Prefetch0(first + end - 1);         // a span that begins within a line ends in one more
        }
    }

    /// <summary>Brings a place into this core's caches. It need not belong to anybody.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line(float* place)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(place);
        }
    }
}
