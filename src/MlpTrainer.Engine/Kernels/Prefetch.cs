using System.Runtime.Intrinsics.X86;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Asks for memory before it is needed. Rows drawn at random come from memory, some hundred nanoseconds each, unless asked for in time.</summary>
internal static unsafe class Prefetch
{
    private const int LineFloats = 16, MostLines = 8;       // beyond these the processor has noticed the stream itself

    /// <summary>Brings the beginning of a span towards this core's second-level cache. Without effect where the processor has no such instruction.</summary>
    public static void Beginning(ReadOnlySpan<float> values)
    {
        if (!Sse.IsSupported || values.IsEmpty)
        {
            return;
        }

        fixed (float* first = values)
        {
            int end = Math.Min(values.Length, MostLines * LineFloats);
            for (int i = 0; i < end; i += LineFloats)
            {
                Sse.Prefetch1(first + i);
            }

            Sse.Prefetch1(first + end - 1);         // a span that begins within a line ends in one more
        }
    }
}
