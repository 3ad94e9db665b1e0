using System.Diagnostics;
using MlpTrainer.Benchmarks.Workloads;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MlpTrainer.Benchmarks.Peers;

/// <summary>A peer's side of a workload: training, or scoring in a batch and row by row. One JSON line each, as ours.</summary>
internal sealed class PeerMeasurement(string name, Peer peer, PeerRows rows, Arguments arguments)
{
    private const int BatchRows = 100_000, BlockRows = 1024, SingleRows = 2000;

    private readonly Workload _workload = rows.Workload;

    public void Run()
    {
        Func<RowBlock, Tensor> network = peer.Fit(1);
        if (arguments.Text("mode", "train") == "train")
        {
            Train();
            return;
        }

        using IDisposable inference = inference_mode();
        if (!_workload.IsSparse)
        {
            ScoreBatch(network);
        }

        ScoreSingle(network);
    }

    private void Train()
    {
        Func<RowBlock, Tensor>? network = null;
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        double[] seconds = Timed(arguments.Number("runs", 3), _ => network = peer.Fit(_workload.Epochs));
        processor = Environment.CpuUsage.TotalTime - processor;
        using IDisposable inference = inference_mode();
        (double accuracy, double logLoss) = Quality(network!);
        double trained = (double)_workload.RowsPerEpoch * _workload.Epochs;
        Print(
            "train", ("rows_per_s", trained / Median(seconds)), ("rows_per_s_best", trained / seconds[0]), ("acc", accuracy), ("logloss", logLoss),
            ("median_s", Median(seconds)), ("runs", seconds.Length), ("rows_per_cpu_s", trained * seconds.Length / processor.TotalSeconds));
    }

    private void ScoreBatch(Func<RowBlock, Tensor> network)
    {
        Tensor values = rows.Train.Values.repeat((BatchRows + _workload.TrainingRows - 1) / _workload.TrainingRows, 1).slice(0, 0, BatchRows, 1).contiguous();
        RowBlock[] blocks = [.. values.split(BlockRows).Select(block => new RowBlock(block, null))];
        void Score()
        {
            using DisposeScope scope = NewDisposeScope();
            foreach (RowBlock block in blocks)
            {
                Probabilities(network(block));
            }
        }

        Score();
        double[] seconds = Timed(Math.Max(arguments.Number("runs", 3), 5), _ => Score());
        Print("infer", ("what", "batch"), ("rows", BatchRows), ("rows_per_s", BatchRows / Median(seconds)), ("rows_per_s_best", BatchRows / seconds[0]));
    }

    private void ScoreSingle(Func<RowBlock, Tensor> network)
    {
        RowBlock[] ones = [.. Enumerable.Range(0, Math.Min(SingleRows, _workload.TrainingRows)).Select(row => rows.Train.Part(row, row + 1))];
        void Score(int row)
        {
            using DisposeScope scope = NewDisposeScope();
            Probabilities(network(ones[row]));
        }

        Timed(ones.Length, Score);
        double[] seconds = Timed(ones.Length, Score);
        Print("infer", ("what", "single"), ("us_median", Median(seconds) * 1e6), ("us_best", seconds[0] * 1e6));
    }

    private Tensor Probabilities(Tensor z) => _workload.Classes == 2 ? sigmoid(z) : softmax(z, 1);

    /// <summary>Accuracy and mean −ln p(label) on the test rows, p at least 1e-7.</summary>
    private (double Accuracy, double LogLoss) Quality(Func<RowBlock, Tensor> network)
    {
        (RowBlock test, int[] labels) = rows.Test;
        Tensor z = network(test), logarithms = _workload.Classes == 2 ? cat([F.logsigmoid(z.neg()), F.logsigmoid(z)], 1) : F.log_softmax(z, 1);
        Tensor y = tensor(labels.Select(label => (long)label).ToArray());
        double accuracy = logarithms.argmax(1).eq(y).to_type(ScalarType.Float64).mean().item<double>();
        Tensor own = logarithms.gather(1, y.view(-1, 1)).to_type(ScalarType.Float64).clamp(min: Math.Log(1e-7));
        return (accuracy, -own.mean().item<double>());
    }

    private void Print(string bench, params (string Name, object? Value)[] figures) => JsonLine.Print(
        [("bench", bench), ("peer", name), ("work", _workload.Name), ("opt", _workload.IsEnsemble ? "adamw" : arguments.Text("opt", "adam")),
            ("threads", arguments.Number("threads", 1)), .. figures]);

    private static double[] Timed(int runs, Action<int> action)
    {
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            action(run);
            seconds[run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds;
    }

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];
}
