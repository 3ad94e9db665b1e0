using System.Runtime.Intrinsics.X86;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Asks for memory before it is needed. Rows drawn at random come from memory, some hundred nanoseconds each, unless asked for in time.</summary>
internal static unsafe class Prefetch
{
    private const int LineBytes = 64, MostLines = 8;       // beyond these the processor has noticed the stream itself

    /// <summary>Brings the beginning of a span towards this core's second-level cache. Without effect where the processor has no such instruction.</summary>
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
                Sse.Prefetch1(first + i);
            }

            Sse.Prefetch1(first + end - 1);         // a span that begins within a line ends in one more
        }
    }
}
