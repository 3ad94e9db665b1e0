namespace Microsoft.ML.Data;

/// <summary>How well class probabilities fit the true classes; natural logarithms.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(
        double accuracyMicro, double accuracyMacro, double logLoss, double logLossReduction, int topKPredictionCount,
        double[] topKAccuracies, double[] perClassLogLoss, ConfusionMatrix confusionMatrix)
    {
        MicroAccuracy = accuracyMicro;
        MacroAccuracy = accuracyMacro;
        LogLoss = logLoss;
        LogLossReduction = logLossReduction;
        TopKPredictionCount = topKPredictionCount;
        TopKAccuracyForAllK = topKAccuracies;
        TopKAccuracy = topKAccuracies?.LastOrDefault() ?? 0;
        PerClassLogLoss = perClassLogLoss;
        ConfusionMatrix = confusionMatrix;
    }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    /// <summary>The mean over classes of the share of their examples that were predicted right.</summary>
    public double MacroAccuracy { get; }

    /// <summary>The share of all examples that were predicted right.</summary>
    public double MicroAccuracy { get; }

    /// <summary>The share of examples whose class is among the <see cref="TopKPredictionCount"/> highest scores.</summary>
    public double TopKAccuracy { get; }

    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    public int TopKPredictionCount { get; }

    public IReadOnlyList<double> PerClassLogLoss { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
