using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>Trainers of the three tasks that learn the tests' own rows in a fraction of a second.</summary>
internal static class Small
{
    public static T Options<T>(Action<T>? choose = null)
        where T : MlpOptions, new()
    {
        var options = new T { HiddenLayers = [16], MaximumNumberOfEpochs = 60, LearningRate = 0.02f, BatchSize = 32, Seed = 1, NumberOfThreads = 1 };
        choose?.Invoke(options);
        return options;
    }

    public static MlpBinaryTrainer Binary(MLContext mlContext, Action<MlpBinaryTrainer.Options>? choose = null) =>
        mlContext.BinaryClassification.Trainers.Mlp(Options(choose));

    public static MlpMulticlassTrainer Multiclass(MLContext mlContext, Action<MlpMulticlassTrainer.Options>? choose = null) =>
        mlContext.MulticlassClassification.Trainers.Mlp(Options<MlpMulticlassTrainer.Options>(options =>
        {
            options.LabelColumnName = "Class";
            choose?.Invoke(options);
        }));

    public static MlpRegressionTrainer Regression(MLContext mlContext, Action<MlpRegressionTrainer.Options>? choose = null) =>
        mlContext.Regression.Trainers.Mlp(Options<MlpRegressionTrainer.Options>(options =>
        {
            options.LabelColumnName = "Number";
            choose?.Invoke(options);
        }));

    /// <summary>Class names become keys, then the multiclass trainer.</summary>
    public static EstimatorChain<MulticlassPredictionTransformer<MlpMulticlassModelParameters>> ClassPipeline(
        MLContext mlContext, Action<MlpMulticlassTrainer.Options>? choose = null) =>
        mlContext.Transforms.Conversion.MapValueToKey("Class").Append(Multiclass(mlContext, choose));
}
