using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Reports.Measures;

/// <summary>Reads a cursor's row.</summary>
internal sealed class TestReader
{
    private readonly ValueGetter<VBuffer<float>> _features;
    private readonly Func<TestRow?> _next;
    private readonly ValueGetter<bool>? _predicted;

    public TestReader(TestColumns columns, DataViewRowCursor cursor,
        (DataViewSchema.Column Label, DataViewSchema.Column Score, DataViewSchema.Column Features) must,
        (DataViewSchema.Column? Probability, DataViewSchema.Column? Predicted) may)
    {
        _features = cursor.GetGetter<VBuffer<float>>(must.Features);
        _predicted = may.Predicted is { } predicted && predicted.Type == BooleanDataViewType.Instance ? cursor.GetGetter<bool>(predicted) : null;
        _next = columns.IsBinary ? Binary(cursor, must.Label, must.Score, may.Probability)
            : columns.IsMulticlass ? Multiclass(cursor, must.Label, must.Score)
            : columns.IsVector ? Numbers(cursor, must.Label, must.Score) : Number(cursor, must.Label, must.Score);
    }

    /// <summary>The row that the cursor stands at; null if it has no label.</summary>
    public TestRow? Next() => _next();

    /// <summary>The class that the model says.</summary>
    public int Predicted(TestRow row)
    {
        if (_predicted is not null)
        {
            bool predicted = false;
            _predicted(ref predicted);
            return predicted ? 1 : 0;
        }

        return row.Class < 0 ? -1 : row.Scores.Length == 2 ? (row.Scores[0] > 0 ? 1 : 0) : Array.IndexOf(row.Scores, row.Scores.Max());
    }

    /// <summary>The features, as sparse as they are.</summary>
    public VBuffer<float> CopyFeatures()
    {
        VBuffer<float> features = default;
        _features(ref features);
        VBuffer<float> copy = default;
        features.CopyTo(ref copy);
        return copy;
    }

    private static Func<TestRow?> Binary(DataViewRowCursor cursor, DataViewSchema.Column label, DataViewSchema.Column score, DataViewSchema.Column? probability)
    {
        ValueGetter<bool> labels = cursor.GetGetter<bool>(label);
        ValueGetter<float> scores = cursor.GetGetter<float>(score);
        ValueGetter<float>? probabilities = probability is { } column ? cursor.GetGetter<float>(column) : null;
        return () =>
        {
            bool isTrue = false;
            (float z, float p) = (0, 0);
            labels(ref isTrue);
            scores(ref z);
            if (probabilities is null)
            {
                p = (float)(1 / (1 + Math.Exp(-z)));
            }
            else
            {
                probabilities(ref p);
            }

            return new TestRow(isTrue ? 1 : 0, [], [z, p]);
        };
    }

    private static Func<TestRow?> Multiclass(DataViewRowCursor cursor, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        ValueGetter<uint> labels = cursor.GetGetter<uint>(label);
        ValueGetter<VBuffer<float>> scores = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> buffer = default;
        return () =>
        {
            uint key = 0;
            labels(ref key);
            scores(ref buffer);
            return key == 0 ? null : new TestRow((int)key - 1, [], [.. buffer.DenseValues()]);
        };
    }

    private static Func<TestRow?> Number(DataViewRowCursor cursor, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        ValueGetter<float> labels = cursor.GetGetter<float>(label);
        if (score.Type is VectorDataViewType)
        {
            throw new ArgumentException($"Column 'Score' must be Single for a label of one number, but was {score.Type}.", nameof(score));
        }

        ValueGetter<float> scores = cursor.GetGetter<float>(score);
        return () =>
        {
            (float y, float s) = (0, 0);
            labels(ref y);
            scores(ref s);
            return float.IsFinite(y) ? new TestRow(-1, [y], [s]) : null;
        };
    }

    private static Func<TestRow?> Numbers(DataViewRowCursor cursor, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        ValueGetter<VBuffer<float>> labels = cursor.GetGetter<VBuffer<float>>(label), scores = cursor.GetGetter<VBuffer<float>>(score);
        (VBuffer<float> y, VBuffer<float> s) = (default, default);
        return () =>
        {
            labels(ref y);
            scores(ref s);
            float[] numbers = [.. y.DenseValues()];
            return numbers.All(float.IsFinite) ? new TestRow(-1, numbers, [.. s.DenseValues()]) : null;
        };
    }
}
