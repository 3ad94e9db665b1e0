using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;

namespace MlpTrainer.Inspection;

/// <summary>How much the scores change with each feature: mean |∂score/∂x_i| over rows and outputs, times the standard deviation of x_i.</summary>
internal static class GradientImportance
{
    public static double[] Of(IHost host, IDataView data, string featureColumn, int features, ScoreFunction score)
    {
        host.CheckValue(data, nameof(data));
        if (data.Schema.GetColumnOrNull(featureColumn) is not { } column)
        {
            throw host.ExceptParam(nameof(featureColumn), $"Could not find feature column '{featureColumn}'.");
        }

        host.CheckParam(column.Type is VectorDataViewType vector && vector.Size == features && vector.ItemType == NumberDataViewType.Single, nameof(featureColumn),
            Invariant($"Column '{featureColumn}' must be a vector of {features} floats as in training, but was {column.Type}."));
        return Average(host, data, column, score, new float[features]);
    }

    private static double[] Average(IHost host, IDataView data, DataViewSchema.Column column, ScoreFunction score, float[] row)
    {
        float[] gradient = new float[row.Length];
        double[] slopes = new double[row.Length];
        var spread = new Spread(row.Length);
        var rule = new VectorRule(host, $"Column '{column.Name}'", row.Length);
        long rows = 0;
        VBuffer<float> features = default;
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        for (; cursor.MoveNext(); rows++)
        {
            getter(ref features);
            rule.Check(features, rows);
            features.CopyTo(row);
            spread.Add(row);
            for (int output = 0; output < score.Outputs; output++)
            {
                score.Gradient(row, output, gradient);
                for (int i = 0; i < row.Length; i++)
                {
                    slopes[i] += Math.Abs(gradient[i]);
                }
            }
        }
        host.CheckParam(rows > 0, nameof(data), "The data must have at least one row, but had none.");
        return [.. slopes.Select((slope, i) => slope / (rows * score.Outputs) * spread.Deviation(i))];
    }

    /// <summary>Standard deviations in one pass (Welford), missing values left out.</summary>
    private sealed class Spread(int features)
    {
        private readonly long[] _count = new long[features];
        private readonly double[] _mean = new double[features], _squares = new double[features];

        public void Add(float[] row)
        {
            for (int i = 0; i < row.Length; i++)
            {
                if (float.IsNaN(row[i]))
                {
                    continue;
                }

                double difference = row[i] - _mean[i];
                _mean[i] += difference / ++_count[i];
                _squares[i] += difference * (row[i] - _mean[i]);
            }
        }

        public double Deviation(int i) => _count[i] > 0 ? Math.Sqrt(_squares[i] / _count[i]) : 0;
    }
}
