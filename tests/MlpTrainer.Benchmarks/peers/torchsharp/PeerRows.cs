using MlpTrainer.Benchmarks.Workloads;
using static TorchSharp.torch;

namespace MlpTrainer.Benchmarks.Peers;

/// <summary>Rows as tensors: the features, or the values with their columns where the rows are sparse.</summary>
internal readonly record struct RowBlock(Tensor Values, Tensor? Columns)
{
    public RowBlock At(Tensor rows) => new(Values.index_select(0, rows), Columns?.index_select(0, rows));

    public RowBlock Part(long from, long to) => new(Values.slice(0, from, to, 1), Columns?.slice(0, from, to, 1));
}

/// <summary>A workload's rows and labels.</summary>
internal sealed class PeerRows
{
    private readonly RowBlock _all;
    private readonly int[] _labels;

    public PeerRows(Workload workload)
    {
        WorkloadData data = Checksums.Verified(workload);
        Workload = workload;
        _labels = data.Labels;
        int width = workload.IsSparse ? WorkloadData.NonZeros : workload.Features;
        _all = new RowBlock(
            tensor(data.Features, [workload.Rows, width]),
            workload.IsSparse ? tensor([.. data.Indices.Select(index => (long)index)], [workload.Rows, width]) : null);
        Train = _all.Part(0, workload.TrainingRows);
        Classes = tensor([.. _labels.Take(workload.TrainingRows).Select(label => (long)label)]);
        Targets = workload.Classes == 2 ? Classes.to_type(ScalarType.Float32) : Classes;
    }

    public Workload Workload { get; }

    /// <summary>The rows to train on.</summary>
    public RowBlock Train { get; }

    /// <summary>Their labels as class indices (int64).</summary>
    public Tensor Classes { get; }

    /// <summary>Their labels as the cost takes them: numbers for two classes, class indices for more.</summary>
    public Tensor Targets { get; }

    /// <summary>The rows to test on (W4: the training rows), and their labels.</summary>
    public (RowBlock Rows, int[] Labels) Test => Workload.TestRows == 0
        ? (_all, _labels) : (_all.Part(Workload.TrainingRows, Workload.Rows), _labels[Workload.TrainingRows..]);

    /// <summary>Units of all layers, the features first.</summary>
    public long[] Sizes => [Workload.Features, .. Workload.HiddenLayers.Select(width => (long)width), Workload.Outputs];

    /// <summary>Which rows each member trains on: all for a single network, all but its own fold in an ensemble.</summary>
    public Tensor[] MemberRows()
    {
        Tensor order = randperm(Workload.TrainingRows);
        int members = Workload.Members, fold = Workload.TrainingRows / members;
        return !Workload.IsEnsemble ? [order]
            : [.. Enumerable.Range(0, members).Select(member => cat([order.slice(0, 0, member * fold, 1), order.slice(0, (member + 1) * fold, Workload.TrainingRows, 1)]))];
    }
}
