using System.Diagnostics;

namespace MlpTrainer.Benchmarks;

/// <summary>What comes before every measurement.</summary>
internal static class WarmUp
{
    /// <summary>A second of work, after which the just-in-time compiler has finished with it.</summary>
    public static void Run(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            action();
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 1);
    }
}
