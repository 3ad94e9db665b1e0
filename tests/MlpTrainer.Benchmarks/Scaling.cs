using System.Diagnostics;
using MlpTrainer.Benchmarks.Workloads;
using MlpTrainer.Engine;

namespace MlpTrainer.Benchmarks;

/// <summary>Seconds per epoch of W1's network against the number of rows, and against the number of threads.</summary>
internal static class Scaling
{
    public static void Run(Arguments arguments)
    {
        var network = new WorkloadNetwork(Workload.Named(arguments.Text("work", "W1")));
        foreach (int rows in (int[])[10_000, 30_000, 100_000, 300_000, 1_000_000])
        {
            TrainingSet set = network.TrainingSet(rows);
            foreach (int threads in (int[])[1, 2])
            {
                WarmUp.Run(() => Epoch(network, set, threads));
                double best = Enumerable.Range(0, 3).Min(_ => Epoch(network, set, threads));
                JsonLine.Print(
                    ("bench", "scaling"), ("work", network.Workload.Name), ("rows", rows), ("threads", threads),
                    ("s_per_epoch", best), ("us_per_row", best / rows * 1e6));
            }
        }
    }

    private static double Epoch(WorkloadNetwork network, TrainingSet set, int threads)
    {
        long start = Stopwatch.GetTimestamp();
        NetworkTrainer.Train(set, null, network.Workload.Outputs, network.Options("adam", threads, 1, 1));
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
