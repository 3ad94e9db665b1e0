using System.Diagnostics;
using MlpTrainer.Benchmarks.Workloads;
using MlpTrainer.Engine;

namespace MlpTrainer.Benchmarks;

/// <summary>Training with 1, 2, 4, … and all processors, and with the number that is found out, in turns within one process.</summary>
internal static class Threads
{
    /// <summary>Found out.</summary>
    private const int Chosen = 0;

    public static void Run(Arguments arguments)
    {
        int rounds = arguments.Number("rounds", 9), all = arguments.Number("threads", Environment.ProcessorCount);
        int[] counts = [Chosen, .. Enumerable.Range(0, 31).Select(power => 1 << power).Where(count => count < all), all];
        foreach (string name in arguments.List("work", Workload.Names))
        {
            var network = new WorkloadNetwork(Workload.Named(name));
            TrainingSet rows = network.TrainingSet();
            int epochs = arguments.Number("epochs", network.Workload.Epochs);
            foreach (int count in counts)
            {
                WarmUp.Run(() => Seconds(network, rows, count, all, epochs: 1));
            }

            double[][] seconds = [.. Enumerable.Range(0, rounds).Select(round => counts.Select(count => Seconds(network, rows, count, all, epochs)).ToArray())];
            double trained = (double)network.Workload.RowsPerEpoch * epochs;
            int best = Enumerable.Range(1, counts.Length - 1).MinBy(i => Median(seconds.Select(round => round[i])));
            JsonLine.Print(
            [
                ("bench", "threads"), ("work", name), ("epochs", epochs), ("rounds", rounds),
                .. counts.Select((count, i) => (count == Chosen ? "chosen_rows_per_s" : $"{count}_rows_per_s", (object)(trained / Median(seconds.Select(round => round[i]))))),
                ("best", counts[best]), ("chosen_to_best", Median(seconds.Select(round => round[best] / round[0]))),
            ]);
        }
    }

    private static double Seconds(WorkloadNetwork network, TrainingSet rows, int threads, int all, int epochs)
    {
        TrainingOptions options = network.Options("adam", threads == Chosen ? all : threads, epochs, 1) with { HasFixedThreads = threads != Chosen };
        long start = Stopwatch.GetTimestamp();
        network.Fit(rows, options);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
