using System.Diagnostics;
using System.Runtime;

namespace MlpTrainer.Benchmarks;

/// <summary>What comes before every measurement.</summary>
internal static class WarmUp
{
    private const double QuietSeconds = 1, MostSeconds = 15;

    /// <summary>Works until the just-in-time compiler has been idle for a second: it compiles what is called often once or twice more, on a processor of its own.</summary>
    /// <remarks>With two processors, a training with two threads takes twice as long meanwhile. At most 15 seconds.</remarks>
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
