namespace MlpTrainer.Reports.Measures;

/// <summary>What happens as the threshold on a score falls: true and false positives, for the ROC and the precision-recall curve.</summary>
internal sealed class RankCurve
{
    /// <param name="rows">Score, and whether the row is of the class.</param>
    public RankCurve(IEnumerable<(float Score, bool IsPositive)> rows)
    {
        (float Score, bool IsPositive)[] ordered = [.. rows.OrderByDescending(row => row.Score)];
        Positives = ordered.LongCount(row => row.IsPositive);
        Negatives = ordered.Length - Positives;
        List<(double, double)> roc = [(0, 0)], precision = [];
        (long hits, long alarms, double auc, double average) = (0, 0, 0, 0);
        for (int i = 0; i < ordered.Length;)
        {
            (long hitsBefore, long alarmsBefore, float score) = (hits, alarms, ordered[i].Score);
            for (; i < ordered.Length && ordered[i].Score == score; i++)
            {
                (hits, alarms) = ordered[i].IsPositive ? (hits + 1, alarms) : (hits, alarms + 1);
            }

            auc += (alarms - alarmsBefore) * (hits + hitsBefore) / 2.0;
            average += (hits - hitsBefore) * ((double)hits / (hits + alarms));
            roc.Add(((double)alarms / Negatives, (double)hits / Positives));
            precision.Add(((double)hits / Positives, (double)hits / (hits + alarms)));
        }

        IsDefined = Positives > 0 && Negatives > 0;
        (Roc, PrecisionRecall) = IsDefined ? (roc, precision) : ([], []);
        AreaUnderRoc = IsDefined ? auc / ((double)Positives * Negatives) : double.NaN;
        AveragePrecision = IsDefined ? average / Positives : double.NaN;
    }

    public long Positives { get; }

    public long Negatives { get; }

    /// <summary>Whether both kinds of rows are there.</summary>
    public bool IsDefined { get; }

    /// <summary>False positive rate, true positive rate, from (0, 0) to (1, 1); rows of equal scores are one step.</summary>
    public IReadOnlyList<(double X, double Y)> Roc { get; }

    /// <summary>Recall, precision.</summary>
    public IReadOnlyList<(double X, double Y)> PrecisionRecall { get; }

    /// <summary>The share of pairs of a positive and a negative row that the score puts in the right order, ties half; NaN where one kind is missing.</summary>
    public double AreaUnderRoc { get; }

    /// <summary>Σ (R_i − R_{i−1})·P_i, the average precision; NaN where one kind of row is missing.</summary>
    public double AveragePrecision { get; }
}
