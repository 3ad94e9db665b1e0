namespace Microsoft.ML.Data;

/// <summary>How well scores and the labels predicted from them (score &gt; 0) fit the true labels.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(
        double auc, double accuracy, double positivePrecision, double positiveRecall,
        double negativePrecision, double negativeRecall, double f1Score, double auprc, ConfusionMatrix confusionMatrix)
    {
        AreaUnderRocCurve = auc;
        Accuracy = accuracy;
        PositivePrecision = positivePrecision;
        PositiveRecall = positiveRecall;
        NegativePrecision = negativePrecision;
        NegativeRecall = negativeRecall;
        F1Score = f1Score;
        AreaUnderPrecisionRecallCurve = auprc;
        ConfusionMatrix = confusionMatrix;
    }

    private protected BinaryClassificationMetrics(BinaryClassificationMetrics other)
        : this(other.AreaUnderRocCurve, other.Accuracy, other.PositivePrecision, other.PositiveRecall, other.NegativePrecision,
            other.NegativeRecall, other.F1Score, other.AreaUnderPrecisionRecallCurve, other.ConfusionMatrix)
    {
    }

    public double AreaUnderRocCurve { get; }

    public double Accuracy { get; }

    public double PositivePrecision { get; }

    public double PositiveRecall { get; }

    public double NegativePrecision { get; }

    public double NegativeRecall { get; }

    public double F1Score { get; }

    public double AreaUnderPrecisionRecallCurve { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}

/// <summary>The same with what probabilities add; logarithms to base 2.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryClassificationMetrics scores, double logLoss, double entropy)
        : base(scores)
    {
        LogLoss = logLoss;
        Entropy = entropy;
        LogLossReduction = (entropy - logLoss) / entropy;
    }

    public double LogLoss { get; }

    /// <summary>How much lower the log-loss is than that of always predicting the share of positives, relative to it.</summary>
    public double LogLossReduction { get; }

    /// <summary>The log-loss of always predicting the share of positives.</summary>
    public double Entropy { get; }
}
