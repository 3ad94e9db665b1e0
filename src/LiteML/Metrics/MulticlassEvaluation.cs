using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The metrics of scored multiclass data. Rows without a label, or with a NaN among the scores, are left out.</summary>
internal sealed class MulticlassEvaluation
{
    private const double SmallestProbability = 1e-15;

    private readonly string[] _names;
    private readonly double[][] _counts;
    private readonly double[] _logLosses;
    private readonly double[] _topK;
    private double _rows;

    internal MulticlassEvaluation(IHostEnvironment env, IDataView data, string labelName, string scoreName, string predictedLabelName, int topK)
    {
        var label = ScoredData.Find(env, data.Schema, labelName, "Label");
        var score = ScoredData.Find(env, data.Schema, scoreName, "Score");
        ScoredData.Find(env, data.Schema, predictedLabelName, "PredictedLabel");
        if (score.Type is not VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType { RawType: var item } } vector || item != typeof(float))
            throw env.ExceptSchemaMismatch("schema", "score", score.Name, "Known-size vector of Single", score.Type.ToString());

        _names = NamesOf(score, vector.Size);
        _counts = Enumerable.Range(0, vector.Size).Select(_ => new double[vector.Size]).ToArray();
        _logLosses = new double[vector.Size];
        _topK = new double[Math.Max(topK, 0)];

        using var cursor = data.GetRowCursor([label, score]);
        var getLabel = NumberGetters.AsSingle(cursor, label);
        var getScore = cursor.GetGetter<VBuffer<float>>(score);
        float y = 0;
        VBuffer<float> scores = default;
        var dense = new float[vector.Size];
        while (cursor.MoveNext())
        {
            getLabel(ref y);
            getScore(ref scores);
            scores.CopyTo(dense);
            if (y >= 0 && y < vector.Size && !Array.Exists(dense, float.IsNaN))
                Add((int)y, dense);
        }
    }

    internal MulticlassClassificationMetrics Metrics()
    {
        var examples = Array.ConvertAll(_counts, row => row.Sum());
        var present = Enumerable.Range(0, examples.Length).Where(c => examples[c] > 0).ToArray();
        var entropy = -present.Sum(c => examples[c] / _rows * Math.Log(examples[c] / _rows));
        var logLoss = _logLosses.Sum() / _rows;
        return new MulticlassClassificationMetrics(
            _counts.Select((row, c) => row[c]).Sum() / _rows,
            present.Select(c => _counts[c][c] / examples[c]).DefaultIfEmpty(double.NaN).Average(),
            logLoss,
            (entropy - logLoss) / entropy,
            _topK.Length,
            _topK.Length == 0 ? null : Array.ConvertAll(_topK, hits => hits / _rows),
            _logLosses.Select((sum, c) => examples[c] > 0 ? sum / examples[c] : 0).ToArray(),
            new ConfusionMatrix(_counts, _names, isBinary: false));
    }

    private void Add(int label, float[] scores)
    {
        _rows++;
        _counts[label][Array.IndexOf(scores, scores.Max())]++;
        _logLosses[label] -= Math.Log(Math.Max(scores[label], SmallestProbability));
        var rank = scores.Count(s => s > scores[label]);
        for (var k = rank; k < _topK.Length; k++)
            _topK[k]++;
    }

    /// <summary>The class names that scoring left on the score column, else the class numbers.</summary>
    private static string[] NamesOf(DataViewSchema.Column score, int classes)
    {
        if (!score.HasSlotNames())
            return Enumerable.Range(0, classes).Select(c => c.ToString(CultureInfo.InvariantCulture)).ToArray();
        VBuffer<ReadOnlyMemory<char>> names = default;
        score.GetSlotNames(ref names);
        return names.DenseValues().Select(n => n.ToString()).ToArray();
    }
}
