using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tool.Models;
using MlpTrainer.Tool.Pipelines;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Commands;

/// <summary>The features of a file's rows, as a model's network gets them.</summary>
internal static class FeatureRows
{
    private const int MostRows = 2000;
    private const int MostValues = 20_000_000;

    /// <summary>The first rows, [n×p], row-major.</summary>
    public static float[] Read(ModelFile model, string path, TableOptions options, ParseResult result, CancellationToken cancellation)
    {
        CsvSource source = CsvSource.Open(path, Stream.Null, options.Encoding(result));
        CsvFormat format = ModelColumns.Format(model, source, options.Layout(result));
        int features = model.Network.NumberOfFeatures, most = Math.Clamp(MostValues / features, 2, MostRows);
        List<float> values = [];
        foreach (RowBlock block in RowBlock.Read(source, format, model, null, options.Writing(result), cancellation))
        {
            IDataView scored = model.Model.Transform(block.Table);
            DataViewSchema.Column column = scored.Schema[FeatureColumn(model)];
            using DataViewRowCursor cursor = scored.GetRowCursor([column]);
            ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
            VBuffer<float> row = default;
            while (values.Count < most * features && cursor.MoveNext())
            {
                getter(ref row);
                values.AddRange(row.DenseValues());
            }

            if (values.Count == most * features)
            {
                break;
            }
        }

        return values.Count > 0 ? [.. values] : throw new UserError($"{source.Name} has no rows.");
    }

    private static string FeatureColumn(ModelFile model) =>
        Steps.Of(model.Model).OfType<ISingleFeaturePredictionTransformer<object>>().Select(step => step.FeatureColumnName).First();
}
