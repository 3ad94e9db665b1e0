namespace MlpTrainer.Benchmarks.Workloads;

/// <summary>A network and the data it is timed on.</summary>
/// <param name="Name">W1 … W6.</param>
/// <param name="TrainingRows">Rows to train on.</param>
/// <param name="TestRows">Rows to test on; 0: the training rows.</param>
/// <param name="Features">Inputs of the network.</param>
/// <param name="HiddenLayers">Widths of the ReLU layers.</param>
/// <param name="BatchSize">Rows a step.</param>
/// <param name="Classes">2: one sigmoid output; more: softmax.</param>
/// <param name="Epochs">Epochs timed.</param>
/// <param name="Members">1: a single network; more: an ensemble of so many, each trained on all rows but its own fold.</param>
internal sealed record Workload(
    string Name, int TrainingRows, int TestRows, int Features, int[] HiddenLayers, int BatchSize, int Classes, int Epochs, int Members = 1)
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("W1", 100_000, 20_000, 30, [100], 200, 2, 5),
        new("W2", 100_000, 20_000, 100, [256, 256], 256, 2, 2),
        new("W3", 20_000, 5_000, 784, [512, 256], 128, 10, 2),
        new("W4", 569, 0, 30, [16], 32, 2, 200),
        new("W5", 50_000, 10_000, 20_000, [64], 256, 2, 1),
        new("W6", 10_000, 5_000, 50, [256, 256], 200, 2, 10, Members: 5),
    ];

    /// <summary>All names, as the verbs take them.</summary>
    public static string Names => string.Join(',', All.Select(workload => workload.Name));

    public int Rows => TrainingRows + TestRows;

    public int Outputs => Classes == 2 ? 1 : Classes;

    public bool IsSparse => Name == "W5";

    /// <summary>Whether an ensemble is trained, as our trainer does by default: dropout, AdamW, averaged weights.</summary>
    public bool IsEnsemble => Members > 1;

    /// <summary>Rows that an epoch of all members trains: k members on (k − 1)/k of the rows each.</summary>
    public int RowsPerEpoch => IsEnsemble ? TrainingRows * (Members - 1) : TrainingRows;

    public static Workload Named(string name) =>
        All.FirstOrDefault(workload => workload.Name == name) ?? throw new ArgumentException($"--work must be W1 to W6, but was {name}.");
}
