using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>What stands before the trainer in an ordinary pipeline: texts one-hot, all columns in one vector, classes as keys.</summary>
internal static class FeaturePipeline
{
    /// <param name="ml">Whose pipeline it is.</param>
    /// <param name="rows">The table.</param>
    /// <param name="scaled">Whether missing numbers become the mean and numbers are standardized, as linear trainers need it.</param>
    public static IEstimator<ITransformer> Of(MLContext ml, TableRows rows, bool scaled)
    {
        List<IEstimator<ITransformer>> steps = [];
        if (rows.NumberCount > 0 && scaled)
        {
            steps.Add(ml.Transforms.ReplaceMissingValues(TableView.Numbers, replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean));
            steps.Add(ml.Transforms.NormalizeMeanVariance(TableView.Numbers));
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
