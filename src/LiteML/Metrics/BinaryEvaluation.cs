using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The metrics of scored binary data. Rows whose label or score is NaN are left out.</summary>
internal sealed class BinaryEvaluation
{
    private readonly List<(bool Label, float Score, float Probability)> _rows = [];

    internal BinaryEvaluation(IHostEnvironment env, IDataView data, string labelName, string scoreName, string probabilityName, string predictedLabelName)
    {
        var label = ScoredData.Find(env, data.Schema, labelName, "Label");
        var score = ScoredData.Find(env, data.Schema, scoreName, "Score");
        var probability = probabilityName == null ? score : ScoredData.Find(env, data.Schema, probabilityName, "Probability");
        ScoredData.Find(env, data.Schema, predictedLabelName, "PredictedLabel");
        ScoredData.CheckType(env, score, "score", NumberDataViewType.Single);
        ScoredData.CheckType(env, probability, "probability", NumberDataViewType.Single);

        using var cursor = data.GetRowCursor([label, score, probability]);
        var getLabel = NumberGetters.AsSingle(cursor, label);
        var getScore = cursor.GetGetter<float>(score);
        var getProbability = cursor.GetGetter<float>(probability);
        float y = 0, z = 0, p = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref y);
            getScore(ref z);
            getProbability(ref p);
            if (!float.IsNaN(y) && !float.IsNaN(z))
                _rows.Add((y > 0, z, p));
        }
    }

    internal CalibratedBinaryClassificationMetrics Calibrated() => new(Scores(), LogLoss(), Entropy());

    internal BinaryClassificationMetrics Scores()
    {
        double truePositives = Count(label: true, predicted: true), falseNegatives = Count(label: true, predicted: false);
        double falsePositives = Count(label: false, predicted: true), trueNegatives = Count(label: false, predicted: false);
        var precision = truePositives / (truePositives + falsePositives);
        var recall = truePositives / (truePositives + falseNegatives);
        var confusion = new ConfusionMatrix(
            [[truePositives, falseNegatives], [falsePositives, trueNegatives]], ["positive", "negative"], isBinary: true);
        return new BinaryClassificationMetrics(
            AreaUnderRocCurve(),
            (truePositives + trueNegatives) / _rows.Count,
            precision,
            recall,
            trueNegatives / (trueNegatives + falseNegatives),
            trueNegatives / (trueNegatives + falsePositives),
            2 * precision * recall / (precision + recall),
            AreaUnderPrecisionRecallCurve(),
            confusion);
    }

    private int Count(bool label, bool predicted) => _rows.Count(r => r.Label == label && r.Score > 0 == predicted);

    /// <summary>The share of pairs, one positive and one negative, in which the positive has the higher score; ties count half.</summary>
    private double AreaUnderRocCurve()
    {
        double positives = _rows.Count(r => r.Label), negatives = _rows.Count - positives;
        Contracts.CheckParam(positives > 0, "PosSample", "AUC is not defined when there is no positive class in the data");
        Contracts.CheckParam(negatives > 0, "NegSample", "AUC is not defined when there is no negative class in the data");
        double wins = 0, negativesBelow = 0;
        foreach (var tie in _rows.GroupBy(r => r.Score).OrderBy(g => g.Key))
        {
            double tiedPositives = tie.Count(r => r.Label), tiedNegatives = tie.Count() - tiedPositives;
            wins += tiedPositives * (negativesBelow + (tiedNegatives / 2));
            negativesBelow += tiedNegatives;
        }

        return wins / (positives * negatives);
    }

    /// <summary>Trapezoids between the points that the rows, from the highest score down, add one by one; tied rows in their order.</summary>
    private double AreaUnderPrecisionRecallCurve()
    {
        double positives = _rows.Count(r => r.Label), found = 0, seen = 0, area = 0, recall = 0, precision = 1;
        foreach (var row in _rows.OrderByDescending(r => r.Score))
        {
            seen++;
            found += row.Label ? 1 : 0;
            var (nextRecall, nextPrecision) = (found / positives, found / seen);
            area += (nextRecall - recall) * (precision + nextPrecision) / 2;
            (recall, precision) = (nextRecall, nextPrecision);
        }

        return area;
    }

    private double LogLoss() => _rows.Average(r => -Math.Log2(r.Label ? r.Probability : 1 - r.Probability));

    private double Entropy()
    {
        var share = _rows.Count(r => r.Label) / (double)_rows.Count;
        return -(share * Math.Log2(share)) - ((1 - share) * Math.Log2(1 - share));
    }
}
