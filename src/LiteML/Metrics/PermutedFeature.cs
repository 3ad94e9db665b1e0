using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How a model's metrics change when the values of one feature are shuffled among the rows.</summary>
internal static class PermutedFeature
{
    /// <summary>The changes of the metrics for every slot of the features, each shuffled <paramref name="permutationCount"/> times.</summary>
    internal static List<TStatistics> Importance<TMetrics, TStatistics>(
        IHostEnvironment env, ISingleFeaturePredictionTransformer model, IDataView data, int permutationCount, int? maximumRows,
        Func<IDataView, TMetrics> evaluate, Func<TMetrics, TMetrics, TMetrics> difference, Func<TStatistics> newStatistics)
        where TStatistics : IMetricsStatistics<TMetrics>
    {
        var host = env.Register("PermutationFeatureImportance");
        host.CheckValue(data, nameof(data));
        host.CheckValue(model, nameof(model));
        var features = data.Schema.GetColumnOrNull(model.FeatureColumnName)
            ?? throw host.ExceptSchemaMismatch(nameof(data), "feature", model.FeatureColumnName);
        if (maximumRows is { } rows)
            data = new DataOperationsCatalog(host).TakeRows(data, rows);
        var baseline = evaluate(model.Transform(data));
        var values = ReadFeatures(data, features);
        var importance = new List<TStatistics>();
        for (var slot = 0; slot < ((VectorDataViewType)features.Type).Size; slot++)
        {
            var statistics = newStatistics();
            for (var repetition = 0; repetition < permutationCount; repetition++)
            {
                var shuffled = Array.ConvertAll(values, row => row[slot]);
                host.Rand.Shuffle(shuffled);
                statistics.Add(difference(evaluate(model.Transform(WithSlot(model, data, features, slot, shuffled))), baseline));
            }

            importance.Add(statistics);
        }

        return importance;
    }

    /// <summary>The model's last prediction transformer, and the slot names of its features in the data.</summary>
    internal static (ISingleFeaturePredictionTransformer Predictor, string[] SlotNames) Parts(IHostEnvironment env, ITransformer model, IDataView data)
    {
        env.CheckValue(model, nameof(model));
        env.CheckValue(data, nameof(data));
        var steps = model is IEnumerable<ITransformer> chain ? chain : [model];
        var predictor = steps.OfType<ISingleFeaturePredictionTransformer>().LastOrDefault()
            ?? throw env.Except("The model provided does not have a compatible predictor");
        VBuffer<ReadOnlyMemory<char>> names = default;
        data.Schema[predictor.FeatureColumnName].GetSlotNames(ref names);
        return (predictor, names.DenseValues().Select(n => n.ToString()).ToArray());
    }

    private static float[][] ReadFeatures(IDataView data, DataViewSchema.Column features)
    {
        using var cursor = data.GetRowCursor([features]);
        var getter = cursor.GetGetter<VBuffer<float>>(features);
        VBuffer<float> value = default;
        var rows = new List<float[]>();
        while (cursor.MoveNext())
        {
            getter(ref value);
            rows.Add([.. value.DenseValues()]);
        }

        return [.. rows];
    }

    /// <summary>The data with other values in one slot of the features.</summary>
    private static IDataView WithSlot(ITransformer owner, IDataView data, DataViewSchema.Column features, int slot, float[] values)
    {
        var column = new DataViewSchema.DetachedColumn(features.Name, features.Type, features.Annotations);
        return MappedColumns.View(data, new ColumnwiseMapper(owner, new OutputColumn(column, [features.Index], row =>
        {
            var getter = row.GetGetter<VBuffer<float>>(features);
            VBuffer<float> source = default;
            var (index, position) = (-1, -1L);
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
            {
                if (row.Position != position)
                    (index, position) = (index + 1, row.Position);
                getter(ref source);
                source.CopyToDense(ref value);
                VBufferEditor.CreateFromBuffer(ref value).Values[slot] = values[index];
            });
        })));
    }
}
