using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MlpTrainer.Interop;
using CalibratedModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<MlpTrainer.MlpBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace MlpTrainer.Scoring;

/// <summary>Lets transformers with our models score rows in blocks.</summary>
internal static class BlockScoring
{
    /// <summary>From so many parameters on, several threads score sooner than one in spite of what it costs to hand rows to them and back: about 1 µs a row.</summary>
    private const int ParametersForThreads = 1 << 15;

    /// <summary>Every transformer of ours in a transformer, at any depth of its pipelines.</summary>
    public static void Use(ITransformer transformer)
    {
        switch (transformer)
        {
            case BinaryPredictionTransformer<CalibratedModel> binary: Use(binary); break;
            case MulticlassPredictionTransformer<MlpMulticlassModelParameters> multiclass: Use(multiclass); break;
            case RegressionPredictionTransformer<MlpRegressionModelParameters> regression: Use(regression); break;
            case IEnumerable<ITransformer> chain:
                foreach (ITransformer part in chain)
                {
                    Use(part);
                }

                break;
        }
    }

    private static void Use<TModel>(PredictionTransformerBase<TModel> transformer)
        where TModel : class
    {
        if (TransformerScorer<TModel>.Get(transformer) is var scorer and not BlockwiseScorer)
        {
            bool inParallel = transformer.Mlp().Network.Parameters.Length >= ParametersForThreads;
            IHost host = TransformerScorer<TModel>.Host(transformer);
            TransformerScorer<TModel>.Set(transformer, new BlockwiseScorer(host, scorer, TransformerScorer<TModel>.Mapper(transformer), inParallel));
        }
    }
}
