using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MlpTrainer.Fitting;

namespace MlpTrainer.Evaluation;

/// <summary>Adds up the errors of each output over the rows of a view, in double.</summary>
internal sealed class MultiOutputErrors(int width)
{
    private readonly double[] _squared = new double[width], _absolute = new double[width], _mean = new double[width], _spread = new double[width];
    private readonly float[] _label = new float[width], _score = new float[width];
    private long _rows;

    public MultiOutputRegressionMetrics Of(IExceptionContext host, IDataView data, DataViewSchema.Column labels, DataViewSchema.Column scores)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([labels, scores]);
        ValueGetter<VBuffer<float>> getLabel = cursor.GetGetter<VBuffer<float>>(labels), getScore = cursor.GetGetter<VBuffer<float>>(scores);
        var labelRule = new VectorRule(host, $"Column '{labels.Name}'", width);
        var scoreRule = new VectorRule(host, $"Column '{scores.Name}'", width);
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            getLabel(ref buffer);
            labelRule.Check(buffer, cursor.Position);
            buffer.CopyTo(_label);
            if (Array.Exists(_label, float.IsNaN))
            {
                continue;
            }

            getScore(ref buffer);
            scoreRule.Check(buffer, cursor.Position);
            buffer.CopyTo(_score);
            Add();
        }
        host.Check(_rows > 0, $"Column '{labels.Name}' must have a row without missing labels, but had none.");
        return new MultiOutputRegressionMetrics([.. Enumerable.Range(0, width).Select(Metrics)]);
    }

    /// <summary>Welford's update of the labels' mean and Σ(y − ȳ)².</summary>
    private void Add()
    {
        _rows++;
        for (int j = 0; j < width; j++)
        {
            double error = (double)_score[j] - _label[j], difference = _label[j] - _mean[j];
            _squared[j] += error * error;
            _absolute[j] += Math.Abs(error);
            _mean[j] += difference / _rows;
            _spread[j] += difference * (_label[j] - _mean[j]);
        }
    }

    private MultiOutputRegressionMetrics.OutputMetrics Metrics(int j) => new(
        Math.Sqrt(_squared[j] / _rows), _absolute[j] / _rows, _squared[j] == 0 ? 1 : 1 - (_squared[j] / _spread[j]));
}
