using System.Diagnostics;
using MlpTrainer.Benchmarks.Workloads;
using MlpTrainer.Engine;

namespace MlpTrainer.Benchmarks;

/// <summary>Our side of a workload: training, scoring in a batch, scoring row by row. One JSON line each.</summary>
internal static class Measurement
{
    public static void Run(Arguments arguments)
    {
        string optimizer = arguments.Text("opt", "adam"), mode = arguments.Text("mode", "train");
        (int threads, int runs, int seed) = (arguments.Number("threads", 1), arguments.Number("runs", 3), arguments.Number("seed", 1));
        foreach (string name in arguments.List("work", Workload.Names))
        {
            var network = new WorkloadNetwork(Workload.Named(name));
            if (mode == "train")
            {
                Train(network, optimizer, threads, runs, (ulong)seed, arguments.Number("epochs", network.Workload.Epochs));
            }
            else
            {
                TrainedNetwork trained = network.Fit(network.TrainingSet(), network.Options(optimizer, threads, 1, (ulong)seed)).Network;
                if (mode == "infer" && !network.Workload.IsSparse)
                {
                    ScoreBatch(network, trained, threads, Math.Max(runs, 5));
                }

                ScoreSingle(network, trained);
            }
        }
    }

    private static void Train(WorkloadNetwork network, string optimizer, int threads, int runs, ulong seed, int epochs)
    {
        TrainingSet rows = network.TrainingSet();
        WarmUp.Run(() => network.Fit(rows, network.Options(optimizer, threads, 1, seed)));
        (TrainedNetwork? Network, double Cost) result = default;
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        double[] seconds = Timed(runs, () => result = network.Fit(rows, network.Options(optimizer, threads, epochs, seed)));
        processor = Environment.CpuUsage.TotalTime - processor;
        (double accuracy, double logLoss) = network.Quality(result.Network!);
        double trained = (double)network.Workload.RowsPerEpoch * epochs;
        JsonLine.Print(
            ("bench", "train"), ("peer", "mlptrainer"), ("work", network.Workload.Name), ("opt", network.OptimizerName(optimizer)), ("threads", threads), ("epochs", epochs),
            ("rows_per_s", trained / Median(seconds)), ("rows_per_s_best", trained / seconds[0]), ("cost", result.Cost),
            ("acc", accuracy), ("logloss", logLoss), ("seed", seed), ("median_s", Median(seconds)), ("best_s", seconds[0]), ("runs", runs),
            ("cpu", processor.TotalSeconds / seconds.Sum()), ("rows_per_cpu_s", trained * runs / processor.TotalSeconds));
    }

    private static void ScoreBatch(WorkloadNetwork network, TrainedNetwork trained, int threads, int runs)
    {
        const int Rows = 100_000;
        Workload workload = network.Workload;
        float[] rows = new float[Rows * workload.Features], outputs = new float[Rows * workload.Outputs];
        int filled = workload.TrainingRows * workload.Features;
        for (int start = 0; start < rows.Length; start += filled)
        {
            network.Features.AsSpan(0, Math.Min(filled, rows.Length - start)).CopyTo(rows.AsSpan(start));
        }

        WarmUp.Run(() => trained.Score(rows, outputs, threads));
        double[] seconds = Timed(runs, () => trained.Score(rows, outputs, threads));
        JsonLine.Print(
            ("bench", "infer"), ("peer", "mlptrainer"), ("work", workload.Name), ("threads", threads), ("what", "batch"), ("rows", Rows),
            ("rows_per_s", Rows / Median(seconds)), ("rows_per_s_best", Rows / seconds[0]), ("runs", runs));
    }

    private static void ScoreSingle(WorkloadNetwork network, TrainedNetwork trained)
    {
        const int Group = 100, Groups = 400;
        Scorer scorer = trained.CreateScorer();
        float[] outputs = new float[network.Workload.Outputs];
        int count = Math.Min(2_000, network.Workload.TrainingRows);
        double[] seconds = new double[Groups];
        void ScoreGroup(int group)
        {
            for (int i = 0; i < Group; i++)
            {
                network.Score(scorer, (group * Group + i) % count, outputs);
            }
        }

        WarmUp.Run(() => ScoreGroup(0));
        for (int group = 0; group < Groups; group++)
        {
            long start = Stopwatch.GetTimestamp();
            ScoreGroup(group);
            seconds[group] = Stopwatch.GetElapsedTime(start).TotalSeconds / Group;
        }

        Array.Sort(seconds);
        JsonLine.Print(
            ("bench", "infer"), ("peer", "mlptrainer"), ("work", network.Workload.Name), ("threads", 1), ("what", "single"),
            ("us_median", Median(seconds) * 1e6), ("us_p90", seconds[Groups * 9 / 10] * 1e6), ("us_best", seconds[0] * 1e6));
    }

    private static double[] Timed(int runs, Action action)
    {
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            seconds[run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds;
    }

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];
}
