using System.Diagnostics;
using System.Runtime;

namespace MlpTrainer.Benchmarks;

/// <summary>What comes before every measurement.</summary>
internal static class WarmUp
{
    private const double QuietSeconds = 1, MostSeconds = 15;

    /// <summary>Works until the just-in-time compiler has been idle for a second, but not for long.</summary>
    /// <remarks>What is called often it compiles once or twice more, on a processor of its own: a training on all processors takes twice as long meanwhile.</remarks>
    public static void Run(Action action)
    {
        long start = Stopwatch.GetTimestamp(), latest = start, compiled = -1;
        do
        {
            action();
            long now = JitInfo.GetCompiledMethodCount();
            latest = now == compiled ? latest : Stopwatch.GetTimestamp();
            compiled = now;
        }
        while (Stopwatch.GetElapsedTime(latest).TotalSeconds < QuietSeconds && Stopwatch.GetElapsedTime(start).TotalSeconds < MostSeconds);
    }
}
