namespace Microsoft.ML.Data;

/// <summary>Statistics of every metric of a task.</summary>
public interface IMetricsStatistics<T>
{
    void Add(T metrics);
}

/// <inheritdoc/>
public sealed class BinaryClassificationMetricsStatistics : IMetricsStatistics<BinaryClassificationMetrics>
{
    internal BinaryClassificationMetricsStatistics()
    {
    }

    public MetricStatistics AreaUnderRocCurve { get; } = new();

    public MetricStatistics Accuracy { get; } = new();

    public MetricStatistics PositivePrecision { get; } = new();

    public MetricStatistics PositiveRecall { get; } = new();

    public MetricStatistics NegativePrecision { get; } = new();

    public MetricStatistics NegativeRecall { get; } = new();

    public MetricStatistics F1Score { get; } = new();

    public MetricStatistics AreaUnderPrecisionRecallCurve { get; } = new();

    void IMetricsStatistics<BinaryClassificationMetrics>.Add(BinaryClassificationMetrics metrics)
    {
        AreaUnderRocCurve.Add(metrics.AreaUnderRocCurve);
        Accuracy.Add(metrics.Accuracy);
        PositivePrecision.Add(metrics.PositivePrecision);
        PositiveRecall.Add(metrics.PositiveRecall);
        NegativePrecision.Add(metrics.NegativePrecision);
        NegativeRecall.Add(metrics.NegativeRecall);
        F1Score.Add(metrics.F1Score);
        AreaUnderPrecisionRecallCurve.Add(metrics.AreaUnderPrecisionRecallCurve);
    }

    /// <summary>What each metric is more than its baseline.</summary>
    internal static BinaryClassificationMetrics Difference(BinaryClassificationMetrics a, BinaryClassificationMetrics b) => new(
        a.AreaUnderRocCurve - b.AreaUnderRocCurve,
        a.Accuracy - b.Accuracy,
        a.PositivePrecision - b.PositivePrecision,
        a.PositiveRecall - b.PositiveRecall,
        a.NegativePrecision - b.NegativePrecision,
        a.NegativeRecall - b.NegativeRecall,
        a.F1Score - b.F1Score,
        a.AreaUnderPrecisionRecallCurve - b.AreaUnderPrecisionRecallCurve,
        null);
}

/// <inheritdoc/>
public sealed class MulticlassClassificationMetricsStatistics : IMetricsStatistics<MulticlassClassificationMetrics>
{
    private MetricStatistics[] _perClassLogLoss;

    internal MulticlassClassificationMetricsStatistics()
    {
    }

    public MetricStatistics MicroAccuracy { get; } = new();

    public MetricStatistics MacroAccuracy { get; } = new();

    public MetricStatistics LogLoss { get; } = new();

    public MetricStatistics LogLossReduction { get; } = new();

    public MetricStatistics TopKAccuracy { get; } = new();

    public IReadOnlyList<MetricStatistics> PerClassLogLoss => _perClassLogLoss;

    void IMetricsStatistics<MulticlassClassificationMetrics>.Add(MulticlassClassificationMetrics metrics)
    {
        MicroAccuracy.Add(metrics.MicroAccuracy);
        MacroAccuracy.Add(metrics.MacroAccuracy);
        LogLoss.Add(metrics.LogLoss);
        LogLossReduction.Add(metrics.LogLossReduction);
        TopKAccuracy.Add(metrics.TopKAccuracy);
        _perClassLogLoss ??= metrics.PerClassLogLoss.Select(_ => new MetricStatistics()).ToArray();
        for (var c = 0; c < _perClassLogLoss.Length; c++)
            _perClassLogLoss[c].Add(metrics.PerClassLogLoss[c]);
    }

    /// <summary>What each metric is more than its baseline.</summary>
    internal static MulticlassClassificationMetrics Difference(MulticlassClassificationMetrics a, MulticlassClassificationMetrics b) => new(
        a.MicroAccuracy - b.MicroAccuracy,
        a.MacroAccuracy - b.MacroAccuracy,
        a.LogLoss - b.LogLoss,
        a.LogLossReduction - b.LogLossReduction,
        a.TopKPredictionCount,
        a.TopKAccuracyForAllK?.Zip(b.TopKAccuracyForAllK, (x, y) => x - y).ToArray(),
        a.PerClassLogLoss.Zip(b.PerClassLogLoss, (x, y) => x - y).ToArray(),
        null);
}

/// <inheritdoc/>
public sealed class RegressionMetricsStatistics : IMetricsStatistics<RegressionMetrics>
{
    internal RegressionMetricsStatistics()
    {
    }

    public MetricStatistics MeanAbsoluteError { get; } = new();

    public MetricStatistics MeanSquaredError { get; } = new();

    public MetricStatistics RootMeanSquaredError { get; } = new();

    public MetricStatistics LossFunction { get; } = new();

    public MetricStatistics RSquared { get; } = new();

    void IMetricsStatistics<RegressionMetrics>.Add(RegressionMetrics metrics)
    {
        MeanAbsoluteError.Add(metrics.MeanAbsoluteError);
        MeanSquaredError.Add(metrics.MeanSquaredError);
        RootMeanSquaredError.Add(metrics.RootMeanSquaredError);
        LossFunction.Add(metrics.LossFunction);
        RSquared.Add(metrics.RSquared);
    }

    /// <summary>What each metric is more than its baseline.</summary>
    internal static RegressionMetrics Difference(RegressionMetrics a, RegressionMetrics b) => new(
        a.MeanAbsoluteError - b.MeanAbsoluteError,
        a.MeanSquaredError - b.MeanSquaredError,
        a.RootMeanSquaredError - b.RootMeanSquaredError,
        a.LossFunction - b.LossFunction,
        a.RSquared - b.RSquared);
}
