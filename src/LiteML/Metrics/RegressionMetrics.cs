namespace Microsoft.ML.Data;

/// <summary>How far scores are from labels.</summary>
public sealed class RegressionMetrics
{
    internal RegressionMetrics(double l1, double l2, double rms, double lossFunction, double rSquared)
    {
        MeanAbsoluteError = l1;
        MeanSquaredError = l2;
        RootMeanSquaredError = rms;
        LossFunction = lossFunction;
        RSquared = rSquared;
    }

    public double MeanAbsoluteError { get; }

    public double MeanSquaredError { get; }

    public double RootMeanSquaredError { get; }

    /// <summary>The mean squared error, its squares computed in single precision.</summary>
    public double LossFunction { get; }

    public double RSquared { get; }
}
