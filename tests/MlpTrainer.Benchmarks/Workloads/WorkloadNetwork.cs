using MlpTrainer.Engine;

namespace MlpTrainer.Benchmarks.Workloads;

/// <summary>A workload as the engine sees it: its rows as training sets, its network as options, and how good the result is.</summary>
/// <remarks>
/// ReLU, cross-entropy, Glorot-uniform weights, Adam (0.001, 0.9, 0.999, 1e-8) or SGD (0.01, momentum 0.9), L2 gradient 1e-4/batch·W as
/// scikit-learn counts it, raw features, all rows shuffled every epoch, no early stopping: what the peers do. An ensemble (W6) has the
/// optimizer of our trainer's default, whatever is asked for, without its lowering of the rate.
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

    /// <summary>What the optimizer is called, where <paramref name="asked"/> is asked for.</summary>
    public string OptimizerName(string asked) => Workload.IsEnsemble ? "adamw" : asked;

    public TrainingOptions Options(string optimizer, int threads, int epochs, ulong seed) => new()
    {
        HiddenLayers = Workload.HiddenLayers,
        Cost = Workload.Classes == 2 ? new CrossEntropyCost() : new SoftmaxCrossEntropyCost(),
        Optimizer = Workload.IsEnsemble ? new AdamW { LearningRate = 0.004f, Beta2 = 0.95f, WeightDecay = 0.1f }
            : optimizer == "adam" ? new Adam() : new Sgd { Momentum = 0.9f },
        Dropout = Workload.IsEnsemble ? 0.2f : 0f,
        WeightAveraging = Workload.IsEnsemble ? 0.99f : null,
        Initializer = Initializer.Glorot,
        L2Regularization = Workload.IsEnsemble ? 0 : 1e-4 / Workload.BatchSize,
        BatchSize = Workload.BatchSize,
        MaximumNumberOfEpochs = epochs,
        EarlyStopping = null,
        Standardize = false,
        Saturate = false,
        ImputeMissing = false,
        NumberOfThreads = threads,
        HasFixedThreads = threads > 0,
        Seed = seed,
    };

    /// <summary>Trains the network, or the ensemble as one network.</summary>
    /// <returns>It, and the last epoch's cost (an ensemble's first member's).</returns>
    public (TrainedNetwork Network, double Cost) Fit(TrainingSet rows, TrainingOptions options)
    {
        if (Workload.IsEnsemble)
        {
            var members = new EnsembleOptions { Size = Workload.Members, Kinds = [MemberKind.Network] };
            EnsembleResult ensemble = EnsembleTrainer.Train(rows, null, SplitBy.TargetClass, Workload.Outputs, options, members);
            return (ensemble.Network, ensemble.First.History[^1].Cost);
        }

        TrainingResult result = NetworkTrainer.Train(rows, validation: null, Workload.Outputs, options);
        return (result.Network, result.History[^1].Cost);
    }

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
