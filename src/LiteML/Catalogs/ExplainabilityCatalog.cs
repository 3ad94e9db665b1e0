using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Explaining single predictions.</summary>
public static class ExplainabilityCatalog
{
    public static FeatureContributionCalculatingEstimator CalculateFeatureContribution(
        this TransformsCatalog catalog, ISingleFeaturePredictionTransformer<ICalculateFeatureContribution> predictionTransformer,
        int numberOfPositiveContributions = 10, int numberOfNegativeContributions = 10, bool normalize = true) =>
        new(catalog.GetEnvironment(), predictionTransformer.Model, numberOfPositiveContributions, numberOfNegativeContributions,
            predictionTransformer.FeatureColumnName, normalize);

    public static FeatureContributionCalculatingEstimator CalculateFeatureContribution<TModelParameters, TCalibrator>(
        this TransformsCatalog catalog,
        ISingleFeaturePredictionTransformer<CalibratedModelParametersBase<TModelParameters, TCalibrator>> predictionTransformer,
        int numberOfPositiveContributions = 10, int numberOfNegativeContributions = 10, bool normalize = true)
        where TModelParameters : class, ICalculateFeatureContribution
        where TCalibrator : class, ICalibrator =>
        new(catalog.GetEnvironment(), predictionTransformer.Model.SubModel, numberOfPositiveContributions, numberOfNegativeContributions,
            predictionTransformer.FeatureColumnName, normalize);
}
