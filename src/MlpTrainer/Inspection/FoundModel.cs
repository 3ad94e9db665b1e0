using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using CalibratedModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<MlpTrainer.MlpBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace MlpTrainer.Inspection;

/// <summary>The multilayer perceptron in a transformer, and what the transformer knows of its features.</summary>
/// <param name="Model">The model.</param>
/// <param name="FeatureColumnName">The column that it reads.</param>
/// <param name="TrainingSchema">The columns of the training rows, which are saved with the model; null where a transformer of another type has it.</param>
internal sealed record FoundModel(IMlpModel Model, string FeatureColumnName, DataViewSchema? TrainingSchema)
{
    /// <summary>The last model in a transformer, at any depth of its pipelines; null if there is none.</summary>
    public static FoundModel? In(ITransformer transformer) => transformer switch
    {
        ISingleFeaturePredictionTransformer<object> one => Uncalibrated(one.Model) is IMlpModel model ? new(model, one.FeatureColumnName, SchemaOf(one)) : null,
        IEnumerable<ITransformer> chain => chain.Reverse().Select(In).FirstOrDefault(found => found is not null),
        _ => null,
    };

    /// <summary>The model in a transformer.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FoundModel Of(ITransformer transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return In(transformer) ?? throw new ArgumentException(
            $"transformer must have a multilayer perceptron in it, but was {string.Join(" → ", Names(transformer))}. Fit a pipeline with a trainer of MlpTrainer first.",
            nameof(transformer));
    }

    /// <summary>The features by name, as the training rows had them.</summary>
    public IReadOnlyList<FeatureColumn> Columns() =>
        FeatureColumns.Of(TrainingSchema, FeatureColumnName, Model.NumberOfFeatures);

    private static DataViewSchema? SchemaOf(object transformer) => transformer switch
    {
        BinaryPredictionTransformer<CalibratedModel> binary => binary.TrainSchema,
        MulticlassPredictionTransformer<MlpMulticlassModelParameters> multiclass => multiclass.TrainSchema,
        RegressionPredictionTransformer<MlpRegressionModelParameters> regression => regression.TrainSchema,
        _ => null,
    };

    private static object Uncalibrated(object model) =>
        model is IWeaklyTypedCalibratedModelParameters { WeaklyTypedSubModel: var inner } ? Uncalibrated(inner) : model;

    private static IEnumerable<string> Names(ITransformer transformer) =>
        transformer is IEnumerable<ITransformer> chain && chain.Any() ? chain.SelectMany(Names) : [transformer.GetType().Name];
}
