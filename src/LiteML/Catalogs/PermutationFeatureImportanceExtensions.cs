using System.Collections.Immutable;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How much a model's metrics owe to each feature: how they change when that feature is shuffled.</summary>
/// <remarks>The feature weight filter concerns linear models, of which LiteML has none; it is ignored.</remarks>
public static class PermutationFeatureImportanceExtensions
{
    public static ImmutableArray<BinaryClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this BinaryClassificationCatalog catalog, ISingleFeaturePredictionTransformer<TModel> predictionTransformer, IDataView data,
        string labelColumnName = DefaultColumnNames.Label, bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1)
        where TModel : class =>
        [.. Binary(catalog, (ISingleFeaturePredictionTransformer)predictionTransformer, data, labelColumnName, numberOfExamplesToUse, permutationCount)];

    public static ImmutableDictionary<string, BinaryClassificationMetricsStatistics> PermutationFeatureImportanceNonCalibrated(
        this BinaryClassificationCatalog catalog, ITransformer model, IDataView data, string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1)
    {
        var (predictor, names) = PermutedFeature.Parts(catalog.GetEnvironment(), model, data);
        return Named(names, Binary(catalog, predictor, data, labelColumnName, numberOfExamplesToUse, permutationCount));
    }

    public static ImmutableArray<MulticlassClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this MulticlassClassificationCatalog catalog, ISingleFeaturePredictionTransformer<TModel> predictionTransformer, IDataView data,
        string labelColumnName = DefaultColumnNames.Label, bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1)
        where TModel : class =>
        [.. Multiclass(catalog, (ISingleFeaturePredictionTransformer)predictionTransformer, data, labelColumnName, numberOfExamplesToUse, permutationCount)];

    public static ImmutableDictionary<string, MulticlassClassificationMetricsStatistics> PermutationFeatureImportance(
        this MulticlassClassificationCatalog catalog, ITransformer model, IDataView data, string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1)
    {
        var (predictor, names) = PermutedFeature.Parts(catalog.GetEnvironment(), model, data);
        return Named(names, Multiclass(catalog, predictor, data, labelColumnName, numberOfExamplesToUse, permutationCount));
    }

    public static ImmutableArray<RegressionMetricsStatistics> PermutationFeatureImportance<TModel>(
        this RegressionCatalog catalog, ISingleFeaturePredictionTransformer<TModel> predictionTransformer, IDataView data,
        string labelColumnName = DefaultColumnNames.Label, bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1)
        where TModel : class =>
        [.. Regression(catalog, (ISingleFeaturePredictionTransformer)predictionTransformer, data, labelColumnName, numberOfExamplesToUse, permutationCount)];

    public static ImmutableDictionary<string, RegressionMetricsStatistics> PermutationFeatureImportance(
        this RegressionCatalog catalog, ITransformer model, IDataView data, string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1)
    {
        var (predictor, names) = PermutedFeature.Parts(catalog.GetEnvironment(), model, data);
        return Named(names, Regression(catalog, predictor, data, labelColumnName, numberOfExamplesToUse, permutationCount));
    }

    private static List<BinaryClassificationMetricsStatistics> Binary(
        BinaryClassificationCatalog catalog, ISingleFeaturePredictionTransformer model, IDataView data, string label, int? rows, int permutations) =>
        PermutedFeature.Importance(catalog.GetEnvironment(), model, data, permutations, rows,
            scored => catalog.EvaluateNonCalibrated(scored, label), BinaryClassificationMetricsStatistics.Difference,
            () => new BinaryClassificationMetricsStatistics());

    private static List<MulticlassClassificationMetricsStatistics> Multiclass(
        MulticlassClassificationCatalog catalog, ISingleFeaturePredictionTransformer model, IDataView data, string label, int? rows, int permutations) =>
        PermutedFeature.Importance(catalog.GetEnvironment(), model, data, permutations, rows,
            scored => catalog.Evaluate(scored, label), MulticlassClassificationMetricsStatistics.Difference,
            () => new MulticlassClassificationMetricsStatistics());

    private static List<RegressionMetricsStatistics> Regression(
        RegressionCatalog catalog, ISingleFeaturePredictionTransformer model, IDataView data, string label, int? rows, int permutations) =>
        PermutedFeature.Importance(catalog.GetEnvironment(), model, data, permutations, rows,
            scored => catalog.Evaluate(scored, label), RegressionMetricsStatistics.Difference,
            () => new RegressionMetricsStatistics());

    private static ImmutableDictionary<string, TStatistics> Named<TStatistics>(string[] names, List<TStatistics> statistics) =>
        names.Zip(statistics).ToImmutableDictionary(pair => pair.First, pair => pair.Second);
}
