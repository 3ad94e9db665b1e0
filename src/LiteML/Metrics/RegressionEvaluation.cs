using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The metrics of scored regression data. Rows whose label or score is NaN are left out.</summary>
internal static class RegressionEvaluation
{
    internal static RegressionMetrics Evaluate(IHostEnvironment env, IDataView data, string labelName, string scoreName)
    {
        var label = ScoredData.Find(env, data.Schema, labelName, "Label");
        var score = ScoredData.Find(env, data.Schema, scoreName, "Score");
        ScoredData.CheckType(env, score, "score", NumberDataViewType.Single);
        using var cursor = data.GetRowCursor([label, score]);
        var getLabel = NumberGetters.AsSingle(cursor, label);
        var getScore = cursor.GetGetter<float>(score);
        float y = 0, a = 0;
        double rows = 0, absolute = 0, squared = 0, loss = 0, labels = 0, labelsSquared = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref y);
            getScore(ref a);
            if (float.IsNaN(y) || float.IsNaN(a))
                continue;
            rows++;
            var error = (double)y - a;
            absolute += Math.Abs(error);
            squared += error * error;
            loss += (y - a) * (y - a);
            labels += y;
            labelsSquared += (double)y * y;
        }

        var variance = labelsSquared - (labels * labels / rows);
        var rSquared = variance > 0 ? 1 - (squared / variance) : double.NaN;
        return new RegressionMetrics(absolute / rows, squared / rows, Math.Sqrt(squared / rows), loss / rows, rSquared);
    }
}
