using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MlpTrainer.Interop;

/// <summary>What a prediction transformer scores with: ML.NET sets it in the transformer's constructor, and lets nobody else.</summary>
/// <typeparam name="TModel">The transformer's model.</typeparam>
internal static class TransformerScorer<TModel>
    where TModel : class
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Scorer")]
    public static extern RowToRowScorerBase Get(PredictionTransformerBase<TModel> transformer);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Scorer")]
    public static extern void Set(PredictionTransformerBase<TModel> transformer, RowToRowScorerBase scorer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "BindableMapper")]
    public static extern ref ISchemaBindableMapper Mapper(PredictionTransformerBase<TModel> transformer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "Host")]
    public static extern ref IHost Host(PredictionTransformerBase<TModel> transformer);
}
