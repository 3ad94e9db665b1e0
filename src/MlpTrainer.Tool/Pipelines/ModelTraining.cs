using Microsoft.ML;
using MlpTrainer.Engine;
using MlpTrainer.Tool.Inference;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>From rows to a model: preparation, features, trainer and the classes' names, as one chain of ML.NET's that needs no label.</summary>
internal static class ModelTraining
{
    /// <param name="mlContext">The context.</param>
    /// <param name="plan">What the table is.</param>
    /// <param name="table">The rows to train on.</param>
    /// <param name="trainer">Makes the trainer, which finds label and features in the pipeline's columns.</param>
    public static ITransformer Fit(MLContext mlContext, TablePlan plan, MemoryTable table, Func<FeaturePipeline, IEstimator<ITransformer>> trainer)
    {
        FeaturePipeline pipeline = new(mlContext, plan);
        List<ITransformer> steps = [];
        IDataView data = pipeline.Label(table).Transform(table);
        data = Steps.Fit([.. pipeline.Preparation(), .. pipeline.Features()], data, steps);
        Steps.Fit([trainer(pipeline), .. pipeline.Naming()], data, steps);
        return Steps.Chain(steps);
    }

    /// <summary>Our trainer.</summary>
    public static IEstimator<ITransformer> Mlp(MLContext mlContext, TaskKind task, FeaturePipeline pipeline, TrainingChoices choices, IProgress<EpochRecord>? progress, CancellationToken cancellation) => task switch
    {
        TaskKind.Binary => mlContext.BinaryClassification.Trainers.Mlp(choices.Options<MlpBinaryTrainer.Options>(task, pipeline, progress, cancellation)),
        TaskKind.Multiclass => mlContext.MulticlassClassification.Trainers.Mlp(choices.Options<MlpMulticlassTrainer.Options>(task, pipeline, progress, cancellation)),
        _ => mlContext.Regression.Trainers.Mlp(choices.Options<MlpRegressionTrainer.Options>(task, pipeline, progress, cancellation)),
    };
}
