using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>What stands before the trainer in an ordinary pipeline: texts one-hot, all columns in one vector, classes as keys.</summary>
/// <remarks>Standardized means centred too (<c>fixZero: false</c>): linear trainers do far better for it where a column's mean is large beside its deviation.</remarks>
internal static class FeaturePipeline
{
    /// <param name="ml">Whose pipeline it is.</param>
    /// <param name="rows">The table.</param>
    /// <param name="contender">Whose wishes are met.</param>
    public static IEstimator<ITransformer> Of(MLContext ml, TableRows rows, Contender contender)
    {
        List<IEstimator<ITransformer>> steps = [];
        if (rows.NumberCount > 0 && contender.WantsNoMissing)
        {
            steps.Add(ml.Transforms.ReplaceMissingValues(TableView.Numbers, replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean));
        }

        if (rows.NumberCount > 0 && contender.WantsScaledNumbers)
        {
            steps.Add(ml.Transforms.NormalizeMeanVariance(TableView.Numbers, fixZero: false));
        }

        string[] texts = [.. Enumerable.Range(0, rows.TextCount).Select(TableView.Text)];
        if (texts.Length > 0)
        {
            steps.Add(ml.Transforms.Categorical.OneHotEncoding([.. texts.Select(text => new InputOutputColumnPair(text))]));
        }

        steps.Add(ml.Transforms.Concatenate(TableView.Features, rows.NumberCount > 0 ? [TableView.Numbers, .. texts] : texts));
        if (rows.Table.Task == TableTask.Multiclass)
        {
            steps.Add(ml.Transforms.Conversion.MapValueToKey(TableView.Label));
        }

        return steps.Aggregate((before, step) => before.Append(step));
    }
}
