using System.Diagnostics;
using MlpTrainer.Benchmarks.Workloads;
using MlpTrainer.Engine;

namespace MlpTrainer.Benchmarks;

/// <summary>What training takes: bytes allocated per step once running, and the process's growth beyond its data.</summary>
internal static class Memory
{
    public static void Run(Arguments arguments)
    {
        foreach (string name in arguments.List("work", "W2"))
        {
            Workload workload = Workload.Named(name);
            var network = new WorkloadNetwork(workload);
            TrainingSet set = network.TrainingSet();
            GC.Collect();
            long before = Process.GetCurrentProcess().WorkingSet64;
            long[] allocated = new long[3];
            int step = 0, firstCounted = workload.TrainingRows / workload.BatchSize / 3;
            int epochs = Math.Max(2, 2_000_000 / workload.TrainingRows);
            TrainingOptions options = network.Options("adam", arguments.Number("threads", 2), epochs, seed: 1) with
            {
                CheckAlive = () =>
                {
                    step++;
                    allocated[step <= firstCounted ? 0 : step <= firstCounted + 1000 ? 1 : 2] = GC.GetTotalAllocatedBytes();
                },
            };
            NetworkTrainer.Train(set, null, workload.Outputs, options);
            JsonLine.Print(
                ("bench", "memory"), ("work", name), ("steps", step), ("bytes_per_step", (allocated[1] - allocated[0]) / 1000.0),
                ("data_mb", set.Bytes / 1048576.0), ("growth_mb", (Process.GetCurrentProcess().PeakWorkingSet64 - before) / 1048576.0));
        }
    }
}
