using Microsoft.ML;
using MlpTrainer.Tool.Inference;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>ML.NET's LightGBM with its default options.</summary>
internal static class LightGbm
{
    public static IEstimator<ITransformer> Trainer(MLContext mlContext, TaskKind task, FeaturePipeline pipeline) => task switch
    {
        TaskKind.Binary => mlContext.BinaryClassification.Trainers.LightGbm(pipeline.LabelColumn, pipeline.FeatureColumn),
        TaskKind.Multiclass => mlContext.MulticlassClassification.Trainers.LightGbm(pipeline.LabelColumn, pipeline.FeatureColumn),
        _ => mlContext.Regression.Trainers.LightGbm(pipeline.LabelColumn, pipeline.FeatureColumn),
    };
}
