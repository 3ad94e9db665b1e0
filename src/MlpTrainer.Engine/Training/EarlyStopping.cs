namespace MlpTrainer.Engine;

/// <summary>Stops training when the validation rows no longer gain, and goes back to the best weights.</summary>
/// <remarks>Without validation rows the training cost is watched. Prechelt, "Early stopping, but when?" (1998).</remarks>
public sealed class EarlyStopping
{
    /// <summary>How many epochs without improvement are borne, at least 1; 20 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Patience { get; init => field = Require.AtLeast(1, value); } = 20;

    /// <summary>By how much a value must beat the best one to count, at least 0; 1e-4 by default, as in scikit-learn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number of at least 0.</exception>
    public double MinimumImprovement { get; init => field = Require.NotNegative(value); } = 1e-4;

    /// <summary>What is watched on the validation rows: null (the default) for the cost, or a metric such as <see cref="Metric.Auc"/>. It must have a meaning for the task, see <see cref="Metric.Fits"/>.</summary>
    public Metric? Metric { get; init; }
}
