namespace MlpTrainer.Benchmarks.Quality;

/// <summary>How good predictions are. Written out here for all trainers alike, apart from the library's own metrics.</summary>
internal static class Scores
{
    private const int Bins = 15;
    private const double Least = 1e-15;

    /// <summary>−(1/n)·Σ ln p of the true class, in nats; p is kept 1e-15 away from 0 and 1, as scikit-learn long did.</summary>
    public static double LogLoss(Predictions predictions) =>
        Enumerable.Range(0, predictions.Count)
            .Average(row => -Math.Log(Math.Clamp(predictions.Outputs[row][predictions.Class(row)], Least, 1 - Least)));

    /// <summary>The share of rows whose most probable class is the true one.</summary>
    public static double Accuracy(Predictions predictions) =>
        Enumerable.Range(0, predictions.Count).Average(row => predictions.IsRight(row) ? 1.0 : 0);

    /// <summary>1 − R² = Σ(y − ŷ)²/Σ(y − ȳ)²: the share of the variance that is left unexplained.</summary>
    public static double Unexplained(Predictions predictions)
    {
        double mean = predictions.Labels.Average();
        double left = predictions.Labels.Zip(predictions.Outputs, (label, output) => (label - output[0]) * (label - output[0])).Sum();
        return left / predictions.Labels.Sum(label => (label - mean) * (label - mean));
    }

    /// <summary>Expected calibration error: (1/n)·Σ over 15 equally wide bins of the largest probability of |Σ probability − number of rows that are right|.</summary>
    /// <remarks>Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural networks" (2017), eq. 3.</remarks>
    public static double CalibrationError(Predictions predictions)
    {
        double[] difference = new double[Bins];
        for (int row = 0; row < predictions.Count; row++)
        {
            double top = predictions.Outputs[row].Max();
            difference[Math.Clamp((int)(top * Bins), 0, Bins - 1)] += top - (predictions.IsRight(row) ? 1 : 0);
        }

        return difference.Sum(Math.Abs) / predictions.Count;
    }

    /// <summary>Area under the ROC curve: the probability that a row of a class has a larger output for it than a row of another class, ties counted half; the mean
    /// over classes where there are more than two, over those that have rows on both sides.</summary>
    public static double Auc(Predictions predictions)
    {
        int classes = predictions.Outputs[0].Length;
        return classes == 2
            ? Auc(predictions, 1)
            : Enumerable.Range(0, classes).Select(one => Auc(predictions, one)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>Mann and Whitney's U by the ranks' sum, ties sharing their mean rank.</summary>
    private static double Auc(Predictions predictions, int one)
    {
        double positives = 0, ranks = 0, below = 0;
        IEnumerable<IGrouping<double, int>> ascending =
            Enumerable.Range(0, predictions.Count).GroupBy(row => predictions.Outputs[row][one]).OrderBy(equals => equals.Key);
        foreach (IGrouping<double, int> equals in ascending)
        {
            int members = equals.Count(), ofClass = equals.Count(row => predictions.Class(row) == one);
            ranks += ofClass * (below + ((members + 1) / 2.0));
            positives += ofClass;
            below += members;
        }

        double negatives = predictions.Count - positives;
        return positives == 0 || negatives == 0 ? double.NaN : (ranks - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
