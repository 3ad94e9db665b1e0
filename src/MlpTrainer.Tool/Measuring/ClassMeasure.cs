namespace MlpTrainer.Tool.Measuring;

/// <summary>How good probabilities of classes are.</summary>
/// <param name="classes">The classes, in the probabilities' order.</param>
internal sealed class ClassMeasure(IReadOnlyList<string> classes) : IMeasure
{
    private readonly List<(float Score, bool IsPositive)> _scores = [];      // of two classes
    private double _logLoss;
    private int _right;

    public int Count { get; private set; }

    /// <summary>Rows by their class and by the most probable one.</summary>
    public int[,] Confusion { get; } = new int[classes.Count, classes.Count];

    public IReadOnlyList<string> Classes => classes;

    /// <summary>The share of rows whose class is the most probable one.</summary>
    public double Accuracy => (double)_right / Count;

    /// <summary>The mean of −ln p, p the probability of the row's class, at least 1e-15.</summary>
    public double Loss => _logLoss / Count;

    /// <summary>The share of rows of the most frequent class: the accuracy of one answer for all.</summary>
    public double Majority => (double)Enumerable.Range(0, classes.Count).Max(RowsOf) / Count;

    /// <summary>The log-loss of the classes' shares as the answer for all.</summary>
    public double ConstantLoss => Enumerable.Range(0, classes.Count).Select(RowsOf).Where(rows => rows > 0).Sum(rows => -(double)rows / Count * Math.Log((double)rows / Count));

    /// <summary>The probability that a row of the second class has a higher score than one of the first, equal ones counting half; NaN for more classes.</summary>
    public double Auc => classes.Count == 2 ? AreaUnderCurve() : double.NaN;

    /// <summary>Of the second class of two: the harmonic mean of precision and recall.</summary>
    public double F1 => classes.Count == 2 ? 2.0 * Confusion[1, 1] / Math.Max(1, (2 * Confusion[1, 1]) + Confusion[0, 1] + Confusion[1, 0]) : double.NaN;

    /// <summary>The mean over the classes of the share that is found.</summary>
    public double MeanRecall => Enumerable.Range(0, classes.Count).Where(of => RowsOf(of) > 0).Average(of => (double)Confusion[of, of] / RowsOf(of));

    public IEnumerable<(string Name, string Value, string Beside)> Figures
    {
        get
        {
            yield return ("accuracy", Invariant($"{Accuracy:F4}"), Invariant($"{Majority:F4} for always the most frequent class"));
            if (classes.Count == 2)
            {
                yield return ("AUC", Invariant($"{Auc:F4}"), "0.5 for guesses");
                yield return ("F1", Invariant($"{F1:F4}"), $"of '{classes[1]}'");
            }
            else
            {
                yield return ("mean recall", Invariant($"{MeanRecall:F4}"), Invariant($"{1.0 / classes.Count:F4} for guesses"));
            }

            yield return ("log-loss", Invariant($"{Loss:F4}"), Invariant($"{ConstantLoss:F4} for the classes' shares"));
        }
    }

    /// <summary>Adds a row.</summary>
    /// <param name="label">Its class.</param>
    /// <param name="probabilities">The answer.</param>
    public void Add(int label, ReadOnlySpan<float> probabilities)
    {
        int most = Most(probabilities);
        Count++;
        _right += most == label ? 1 : 0;
        _logLoss -= Math.Log(Math.Max(probabilities[label], 1e-15));
        Confusion[label, most]++;
        if (classes.Count == 2)
        {
            _scores.Add((probabilities[1], label == 1));
        }
    }

    /// <summary>The most probable class.</summary>
    public static int Most(ReadOnlySpan<float> probabilities)
    {
        int most = 0;
        for (int i = 1; i < probabilities.Length; i++)
        {
            most = probabilities[i] > probabilities[most] ? i : most;
        }

        return most;
    }

    private int RowsOf(int label) => Enumerable.Range(0, classes.Count).Sum(most => Confusion[label, most]);

    private double AreaUnderCurve()
    {
        double positives = _scores.Count(row => row.IsPositive), negatives = Count - positives, below = 0, pairs = 0;
        foreach (IGrouping<float, (float, bool IsPositive)> equal in _scores.GroupBy(row => row.Score).OrderBy(group => group.Key))
        {
            double more = equal.Count(row => row.IsPositive), fewer = equal.Count() - more;
            pairs += more * (below + (fewer / 2));
            below += fewer;
        }

        return positives * negatives == 0 ? double.NaN : pairs / (positives * negatives);
    }
}
