using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A transformer that adds a model's predictions.</summary>
public interface IPredictionTransformer<out TModel> : ITransformer
{
    TModel Model { get; }
}

/// <summary>A transformer whose model reads one features column.</summary>
public interface ISingleFeaturePredictionTransformer<out TModel> : IPredictionTransformer<TModel>
{
    string FeatureColumnName { get; }

    DataViewType FeatureColumnType { get; }
}

/// <summary>The same without the model's type.</summary>
public interface ISingleFeaturePredictionTransformer : ITransformer
{
    string FeatureColumnName { get; }
}
