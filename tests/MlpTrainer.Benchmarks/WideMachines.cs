using System.Diagnostics;
using MlpTrainer.Benchmarks.Workloads;
using MlpTrainer.Engine;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Benchmarks;

/// <summary>What a step would take on machines of more cores than this one has: by its parts, which are measured on one thread, the blocks that they fall into, and what handing over costs.</summary>
/// <remarks>
/// A step is two phases. With t threads one of B blocks takes ⌈B/t⌉/B of its time on one thread, and opening and closing it p·(t − 1): the lines that all members write go from one to the next. p is measured with
/// two members whose phase is empty, and grows with the way of a cache line: <c>--far</c> says how many times as far it is between two sockets.
/// </remarks>
internal static class WideMachines
{
    private static readonly int[] s_threads = [1, 2, 4, 8, 16, 32, 64, 128];

    public static void Run(Arguments arguments)
    {
        double far = arguments.Number("far", 4), way = LineRoundTrip(), phase = EmptyPhase();
        JsonLine.Print(("bench", "hand-over"), ("line_round_trip_ns", way * 1e9), ("empty_phase_us", phase * 1e6));
        foreach (string name in arguments.List("work", "W1,W2,W3,W4"))
        {
            var network = new WorkloadNetwork(Workload.Named(name));
            Step one = Measure(network, threads: 1), two = Measure(network, threads: 2);
            foreach (double distance in (double[])[1, far])
            {
                JsonLine.Print(
                [
                    ("bench", "wide"), ("work", name), ("line", distance), ("rows_us", one.Rows * 1e6), ("update_us", one.Update * 1e6), ("row_blocks", one.RowBlocks), ("update_blocks", one.UpdateBlocks),
                    .. s_threads.Select(threads => ($"speedup_{threads}", (object?)(one.Total / one.Predicted(threads, phase * distance)))),
                    ("measured_2", distance == 1 ? one.Total / two.Total : null),
                ]);
            }
        }
    }

    /// <summary>There and back again, between two threads that wait for each other's write.</summary>
    private static double LineRoundTrip()
    {
        const int Rounds = 300_000;
        int ball = 0;
        var other = new Thread(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                while (Volatile.Read(ref ball) != (2 * round) + 1)
                {
                    Thread.SpinWait(1);
                }

                Volatile.Write(ref ball, (2 * round) + 2);
            }
        });
        other.Start();
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < Rounds; round++)
        {
            Volatile.Write(ref ball, (2 * round) + 1);
            while (Volatile.Read(ref ball) != (2 * round) + 2)
            {
                Thread.SpinWait(1);
            }
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        other.Join();
        return seconds / Rounds;
    }

    private static double EmptyPhase()
    {
        const int Phases = 100_000;
        using var team = new ThreadTeam(2);
        Action<int> nothing = _ => { };
        double[] seconds = [.. Enumerable.Range(0, 5).Select(_ => Time(() => team.Run(2, nothing), Phases)).Order()];
        return seconds[2];
    }

    private static Step Measure(WorkloadNetwork network, int threads)
    {
        const int Steps = 400;
        Workload workload = network.Workload;
        TrainingSet set = network.TrainingSet();
        TrainingOptions options = network.Options("adam", threads, 1, 1);
        NetworkShape shape = options.Shape(workload.Features, workload.Outputs, embedding: null);
        var rows = new PreparedRows(set, workload.Outputs, null, null, null);
        using var team = new ThreadTeam(threads);
        var parameters = new NetworkParameters(shape, InitialWeights.Draw(shape, options), backward: true);
        TrainingStep step = StepChoice.For(team, rows, parameters, options, workload.BatchSize);
        var buffers = new LayerBuffers(shape, workload.BatchSize, backward: true);
        var phase = new RowPhase(team, rows, parameters, options.Cost, buffers, BatchInput.For(rows, parameters, buffers, backward: true, options), backward: true);
        int[] order = [.. Enumerable.Range(0, set.RowCount)];
        int number = 0;
        Batch Next() => new(order, ++number % (set.RowCount / workload.BatchSize) * workload.BatchSize, workload.BatchSize, Epoch: 1, rows.WeightFactor(Reduction.Mean, workload.BatchSize));
        void OneStep() => step.Run(Next(), new StepInfo(Math.Max(1, number), 1e-4f, 0f));
        void OneRowPhase()
        {
            phase.Begin(Next());
            phase.Run();
        }

        WarmUp.Run(() => Time(OneStep, 50));
        double total = Enumerable.Range(0, 7).Select(_ => Time(OneStep, Steps)).Order().ElementAt(3), rowsAlone = Enumerable.Range(0, 7).Select(_ => Time(OneRowPhase, Steps)).Order().ElementAt(3);
        int blockRows = BatchInput.BlockRows(shape, sparseInput: false);
        return new Step(total, Math.Min(rowsAlone, total), (workload.BatchSize + blockRows - 1) / blockRows, ParameterBlock.Of(shape).Length);
    }

    private static double Time(Action action, int times)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / times;
    }

    /// <summary>Seconds of a step and of its first phase, and the blocks of both.</summary>
    private sealed record Step(double Total, double Rows, int RowBlocks, int UpdateBlocks)
    {
        public double Update => Total - Rows;

        public double Predicted(int threads, double phase) => (Rows * Share(RowBlocks, threads)) + (Update * Share(UpdateBlocks, threads)) + (2 * phase * (threads - 1));

        private static double Share(int blocks, int threads) => (double)((blocks + threads - 1) / threads) / blocks;
    }
}
