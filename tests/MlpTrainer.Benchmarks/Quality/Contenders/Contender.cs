using Microsoft.ML;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>A trainer with the options that it is scored with.</summary>
internal abstract class Contender
{
    /// <summary>All, in the order of the tables' columns.</summary>
    public static IReadOnlyList<Contender> All { get; } =
    [
        new MlpContender("mlp"), new LightGbmContender(), new StrongLightGbmContender(),
        new FastTreeContender(), new LbfgsContender(), new SdcaContender(),
    ];

    /// <summary>What <c>--trainers</c> calls it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether missing numbers are filled in for it, by the column's mean.</summary>
    public virtual bool WantsNoMissing => false;

    /// <summary>Whether numbers are standardized for it.</summary>
    public virtual bool WantsScaledNumbers => false;

    /// <summary>One in how many training rows it holds out to stop by; 0: it does not hold out any itself.</summary>
    public virtual int HeldOutOneIn => 0;

    /// <summary>Whether the context's seed makes a difference: else it is trained with one seed only.</summary>
    public virtual bool HeedsSeed => false;

    /// <summary>Whether it has a trainer for the task.</summary>
    public virtual bool Takes(TableTask task) => true;

    /// <summary>Trains on views whose features are ready.</summary>
    /// <param name="ml">Whose seed it takes.</param>
    /// <param name="task">The table's task.</param>
    /// <param name="train">The rows to train on.</param>
    /// <param name="heldOut">The rows held out, where <see cref="HeldOutOneIn"/> is not 0.</param>
    /// <param name="threads">The number of threads; null for the trainer's default.</param>
    public abstract ITransformer Fit(MLContext ml, TableTask task, IDataView train, IDataView? heldOut, int? threads);

    /// <summary>One of <see cref="All"/>, or ours with other options: <c>mlp+HiddenLayers=256x256+Dropout=0.2</c>.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Contender Named(string name) =>
        name.StartsWith("mlp+", StringComparison.Ordinal) ? new MlpContender(name)
        : All.FirstOrDefault(contender => contender.Name == name)
        ?? throw new ArgumentException($"--trainers must name trainers of {string.Join(", ", All.Select(contender => contender.Name))}, but was {name}.");
}
