using MlpTrainer.Engine;

namespace MlpTrainer.Benchmarks.Workloads;

/// <summary>A workload as the engine sees it: its rows as training sets, its network as options, and how good the result is.</summary>
/// <remarks>
/// ReLU, cross-entropy, Glorot-uniform weights, Adam (0.001, 0.9, 0.999, 1e-8) or SGD (0.01, momentum 0.9), L2 gradient 1e-4/batch·W as
/// scikit-learn counts it, raw features, all rows shuffled every epoch, no early stopping: what the peers' scripts do.
/// </remarks>
internal sealed class WorkloadNetwork(Workload workload)
{
    private readonly WorkloadData _data = Checksums.Verified(workload);

    public Workload Workload { get; } = workload;

    /// <summary>The dense features of all rows.</summary>
    public float[] Features => _data.Features;

    /// <summary>The training rows, the first <paramref name="rows"/> of them if given.</summary>
    public TrainingSet TrainingSet(int? rows = null)
    {
        var builder = new TrainingSetBuilder(Workload.Features, targetWidth: 1);
        for (int row = 0; row < (rows ?? Workload.TrainingRows); row++)
        {
            int source = row % Workload.TrainingRows;
            ReadOnlySpan<float> target = [_data.Labels[source]];
            if (Workload.IsSparse)
            {
                builder.Add(SparseIndices(source), SparseValues(source), target);
            }
            else
            {
                builder.Add(Row(source), target);
            }
        }

        return builder.Build();
    }

    public TrainingOptions Options(string optimizer, int threads, int epochs, ulong seed) => new()
    {
        HiddenLayers = Workload.HiddenLayers,
        Cost = Workload.Classes == 2 ? new CrossEntropyCost() : new SoftmaxCrossEntropyCost(),
        Optimizer = optimizer == "adam" ? new Adam() : new Sgd { Momentum = 0.9f },
        Initializer = Initializer.Glorot,
        L2Regularization = 1e-4 / Workload.BatchSize,
        BatchSize = Workload.BatchSize,
        MaximumNumberOfEpochs = epochs,
        EarlyStopping = null,
        Standardize = false,
        Saturate = false,
        ImputeMissing = false,
        NumberOfThreads = threads,
        Seed = seed,
    };

    /// <summary>Accuracy and mean −ln p(label) on the test rows (W4: the training rows), p at least 1e-7.</summary>
    public (double Accuracy, double LogLoss) Quality(TrainedNetwork network)
    {
        int first = Workload.TestRows == 0 ? 0 : Workload.TrainingRows, right = 0;
        double sum = 0;
        Scorer scorer = network.CreateScorer();
        float[] outputs = new float[Workload.Outputs];
        for (int row = first; row < Workload.Rows; row++)
        {
            Score(scorer, row, outputs);
            double[] p = Workload.Classes == 2 ? [1 - outputs[0], outputs[0]] : [.. outputs.Select(value => (double)value)];
            right += Array.IndexOf(p, p.Max()) == _data.Labels[row] ? 1 : 0;
            sum -= Math.Log(Math.Max(p[_data.Labels[row]], 1e-7));
        }

        int count = Workload.Rows - first;
        return ((double)right / count, sum / count);
    }

    /// <summary>One row through the network.</summary>
    public void Score(Scorer scorer, int row, float[] outputs)
    {
        if (Workload.IsSparse)
        {
            scorer.Score(SparseIndices(row), SparseValues(row), outputs);
        }
        else
        {
            scorer.Score(Row(row), outputs);
        }
    }

    private ReadOnlySpan<float> Row(int row) => _data.Features.AsSpan(row * Workload.Features, Workload.Features);

    private ReadOnlySpan<int> SparseIndices(int row) => _data.Indices.AsSpan(row * WorkloadData.NonZeros, WorkloadData.NonZeros);

    private ReadOnlySpan<float> SparseValues(int row) => _data.Features.AsSpan(row * WorkloadData.NonZeros, WorkloadData.NonZeros);
}
