using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MlpTrainer.Evaluation;

/// <summary>Adds up the errors of each output over the rows of a view, in double.</summary>
internal sealed class MultiOutputErrors(int width)
{
    private readonly double[] squared = new double[width], absolute = new double[width], mean = new double[width], spread = new double[width];
    private readonly float[] label = new float[width], score = new float[width];
    private long rows;

    public MultiOutputRegressionMetrics Of(IExceptionContext host, IDataView data, DataViewSchema.Column labels, DataViewSchema.Column scores)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([labels, scores]);
        ValueGetter<VBuffer<float>> getLabel = cursor.GetGetter<VBuffer<float>>(labels), getScore = cursor.GetGetter<VBuffer<float>>(scores);
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            getLabel(ref buffer);
            buffer.CopyTo(label);
            if (Array.Exists(label, float.IsNaN))
                continue;
            getScore(ref buffer);
            buffer.CopyTo(score);
            Add();
        }
        host.Check(rows > 0, $"Column '{labels.Name}' must have a row without missing labels, but had none.");
        return new MultiOutputRegressionMetrics([.. Enumerable.Range(0, width).Select(Metrics)]);
    }

    /// <summary>Welford's update of the labels' mean and Σ(y − ȳ)².</summary>
    private void Add()
    {
        rows++;
        for (int j = 0; j < width; j++)
        {
            double error = (double)score[j] - label[j], difference = label[j] - mean[j];
            squared[j] += error * error;
            absolute[j] += Math.Abs(error);
            mean[j] += difference / rows;
            spread[j] += difference * (label[j] - mean[j]);
        }
    }

    private MultiOutputRegressionMetrics.OutputMetrics Metrics(int j) => new(
        Math.Sqrt(squared[j] / rows), absolute[j] / rows, squared[j] == 0 ? 1 : 1 - (squared[j] / spread[j]));
}
