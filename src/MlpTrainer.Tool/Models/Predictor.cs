using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tool.Inference;

namespace MlpTrainer.Tool.Models;

/// <summary>A model's answers as numbers: the probability of each class, or the predicted number.</summary>
internal static class Predictor
{
    /// <summary>One array for each row, in the rows' order.</summary>
    public static IEnumerable<float[]> Score(ITransformer model, TaskKind task, IDataView table)
    {
        IDataView scored = model.Transform(table);
        DataViewSchema.Column column = scored.Schema[task == TaskKind.Binary ? "Probability" : "Score"];
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        if (column.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<float>> vectors = cursor.GetGetter<VBuffer<float>>(column);
            VBuffer<float> vector = default;
            while (cursor.MoveNext())
            {
                vectors(ref vector);
                yield return [.. vector.DenseValues()];
            }
        }
        else
        {
            ValueGetter<float> numbers = cursor.GetGetter<float>(column);
            float number = 0;
            while (cursor.MoveNext())
            {
                numbers(ref number);
                yield return task == TaskKind.Binary ? [1 - number, number] : [number];
            }
        }
    }
}
