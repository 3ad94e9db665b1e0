using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>Estimators one after the other.</summary>
internal static class Steps
{
    /// <summary>Fits each to what those before it make of the data; adds what came of it, and gives the last's output.</summary>
    public static IDataView Fit(IEnumerable<IEstimator<ITransformer>> estimators, IDataView data, List<ITransformer> fitted)
    {
        foreach (IEstimator<ITransformer> estimator in estimators)
        {
            ITransformer transformer = estimator.Fit(data);
            fitted.Add(transformer);
            data = transformer.Transform(data);
        }

        return data;
    }

    /// <summary>The transformers of a model, in their order, chains within chains taken apart.</summary>
    public static IEnumerable<ITransformer> Of(ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.SelectMany(Of) : [model];

    /// <summary>Transformers as one model.</summary>
    public static TransformerChain<ITransformer> Chain(IEnumerable<ITransformer> transformers) => new([.. transformers]);
}
