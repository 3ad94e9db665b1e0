namespace MlpTrainer.Engine;

/// <summary>A figure of merit of a network's outputs against the targets, for early stopping.</summary>
/// <remarks>A new member is one file and one line in <see cref="All"/>; a user's own derives from this class.</remarks>
public abstract class Metric
{
    /// <summary>The name shown in logs, such as "AUC".</summary>
    public abstract string Name { get; }

    /// <summary>Whether higher is better.</summary>
    public abstract bool HigherIsBetter { get; }

    /// <summary>The tasks that it has a meaning for; all unless overridden.</summary>
    public virtual LearningTasks Tasks => LearningTasks.All;

    /// <summary>Whether it has a meaning for a network that is trained with this cost.</summary>
    /// <param name="cost">The cost, which gives the outputs their meaning.</param>
    /// <param name="outputs">The number of output units, or null where it is not known yet.</param>
    public bool Fits(Cost cost, int? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(cost);
        LearningTasks possible = outputs is null or 1 ? cost.Tasks : cost.Tasks & ~LearningTasks.Binary;
        return Tasks == LearningTasks.All || (Tasks & possible) != LearningTasks.None;
    }

    /// <summary>The metric of n rows.</summary>
    /// <param name="outputs">The network's outputs after link and output scaling, [n×k], row-major.</param>
    /// <param name="targets">The targets in their own units, [n×target width], row-major.</param>
    /// <param name="weights">The example weights, [n].</param>
    /// <returns>The metric; NaN where it is not defined: for no rows, and for outputs that are NaN. It throws for no value of an output, target or weight.</returns>
    /// <exception cref="ArgumentException">The lengths do not belong to the same number of rows.</exception>
    public abstract double Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights);

    /// <summary>The area under the ROC curve, of one output against targets 0 and 1.</summary>
    public static Metric Auc { get; } = new AucMetric();

    /// <summary>The share of rows put into the right class.</summary>
    public static Metric Accuracy { get; } = new AccuracyMetric();

    /// <summary>The mean of −ln p, p being the probability given to the right class.</summary>
    public static Metric LogLoss { get; } = new LogLossMetric();

    /// <summary>The root of the mean squared error, over all outputs.</summary>
    public static Metric Rmse { get; } = new RmseMetric();

    /// <summary>1 − squared error / squared deviation from the mean: R², the mean over outputs.</summary>
    public static Metric RSquared { get; } = new RSquaredMetric();

    /// <summary>Every metric. Tests run over it.</summary>
    public static IReadOnlyList<Metric> All { get; } = [Auc, Accuracy, LogLoss, Rmse, RSquared];

    /// <summary>k, the outputs of a row; 0 where there are no rows.</summary>
    private protected static int Outputs(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        int n = weights.Length, k = n == 0 ? 0 : outputs.Length / n;
        return outputs.Length == (long)n * k && (n == 0 || k > 0) && (targets.Length == n || targets.Length == outputs.Length) ? k
            : throw new ArgumentException(Invariant(
                $"outputs and targets must belong to {n} rows, as weights does, but were {outputs.Length} and {targets.Length} numbers."));
    }

    /// <summary>The metric's name.</summary>
    public sealed override string ToString() => Name;
}
