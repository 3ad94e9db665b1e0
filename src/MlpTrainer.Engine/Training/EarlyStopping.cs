namespace MlpTrainer.Engine;

/// <summary>Stops training when the validation rows no longer gain, and goes back to the best weights.</summary>
/// <remarks>
/// Without validation rows the training cost is watched, but with a full-batch optimizer nothing: it knows itself when nothing is gained. An epoch whose value is NaN or infinite is one without a gain, which is reported; where the
/// metric has not once been finite, the validation cost is watched instead, and where that has not, the training cost.
/// Prechelt, "Early stopping, but when?" (1998).
/// </remarks>
public sealed class EarlyStopping
{
    private const int UsualPatience = 20;

    private readonly int? _patience;

    /// <summary>How many epochs without improvement are borne, at least 1; 20 by default. <see cref="TrainingOptions.Patience"/> gives it from outside.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Patience { get => _patience ?? UsualPatience; init => _patience = Require.AtLeast(1, value); }

    /// <summary>By what share of the best value another must beat it to count, at least 0; 1e-4 by default. 0: any gain counts.</summary>
    /// <remarks>
    /// A gain is value &lt; best − share·|best|, with a metric whose higher values are better value &gt; best + share·|best|; so it is the same in any unit of
    /// the targets, and works for costs below 0 and for a best value of 0, which any gain beats. scikit-learn's tol, also 1e-4, is a difference and no share.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number of at least 0.</exception>
    public double MinimumImprovement { get; init => field = Require.NotNegative(value); } = 1e-4;

    /// <summary>What is watched on the validation rows: null (the default) for the cost, or a metric such as <see cref="Metric.Auc"/>. It must have a meaning for the task, see <see cref="Metric.Fits"/>.</summary>
    public Metric? Metric { get; init; }

    /// <summary>The patience that its maker chose; null for the usual one.</summary>
    internal int? GivenPatience => _patience;

    /// <summary>The same rule with another patience.</summary>
    internal EarlyStopping WithPatience(int patience) => new() { Patience = patience, MinimumImprovement = MinimumImprovement, Metric = Metric };
}
