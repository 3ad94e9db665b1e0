namespace MlpTrainer.Engine;

/// <summary>How targets are brought to a usual size for training, y′ = (y − m)/s, and outputs back again, so that a training does not depend on the target's unit.</summary>
public enum TargetScaling
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>m is the mean, s the standard deviation: for costs that square errors, whose best constant is the mean.</summary>
    MeanAndDeviation,

    /// <summary>m is the median, s the distance of the quantiles 0.1 and 0.9, divided by 2.56, its value for a normal law of deviation 1: for costs that bear with far targets.</summary>
    MedianAndRange,

    /// <summary>m is 0, s the mean: for costs of positive targets with an exponential link.</summary>
    Mean,
}
