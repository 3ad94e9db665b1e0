using MlpTrainer;
using MlpTrainer.Inspection;

namespace Microsoft.ML;

/// <summary>Why a model gives the scores it gives, with the features' names: of single rows, and in the whole.</summary>
/// <remarks>
/// Names are those of the feature column's slots in training, as <c>Concatenate</c> and a loader's header give them. The slots of a category column
/// (one-hot encoding, <c>MapKeyToVector</c>) are one feature of the column's name. All of it works on a trainer's transformer, a pipeline and a loaded model.
/// </remarks>
public static class MlpExplanations
{
    /// <summary>The features by name: each a slot, or the slots of one category column. Their order is the slots'.</summary>
    /// <param name="transformer">A transformer with a multilayer perceptron in it.</param>
    /// <exception cref="ArgumentException">There is no multilayer perceptron in it.</exception>
    public static IReadOnlyList<FeatureColumn> FeatureColumns(this ITransformer transformer) => FoundModel.Of(transformer).Columns();

    /// <summary>Explains the scores of rows, one after the other as they are asked for.</summary>
    /// <param name="transformer">A transformer with a multilayer perceptron in it.</param>
    /// <param name="data">Rows as the transformer takes them; a label is not needed.</param>
    /// <param name="output">Which score, from 0, where the model gives several; null for the predicted class, and for the first of several numbers.</param>
    /// <exception cref="ArgumentException">There is no multilayer perceptron in the transformer, or its features are not in what it makes of the rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static IEnumerable<MlpExplanation> Explain(this ITransformer transformer, IDataView data, int? output = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var found = FoundModel.Of(transformer);
        CheckOutput(found, output);
        return new RowExplainer(found.Model, found.Columns()).Explain(transformer.Transform(data), found.FeatureColumnName, output);
    }

    /// <summary>Explains the score of one row; for many, <see cref="Explain(ITransformer, IDataView, int?)"/> takes less time a row.</summary>
    /// <typeparam name="TRow">The row's class: members are columns, as in <c>LoadFromEnumerable</c>.</typeparam>
    /// <param name="transformer">A transformer with a multilayer perceptron in it.</param>
    /// <param name="row">The row.</param>
    /// <param name="output">Which score, from 0, where the model gives several; null for the predicted class, and for the first of several numbers.</param>
    /// <exception cref="ArgumentException">There is no multilayer perceptron in the transformer, or its features are not in what it makes of the row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static MlpExplanation Explain<TRow>(this ITransformer transformer, TRow row, int? output = null)
        where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(row);
        return transformer.Explain(new MLContext().Data.LoadFromEnumerable([row]), output).Single();
    }

    /// <summary>How much the scores change with each feature on some rows: mean |∂score/∂x_i| over rows and outputs, times the standard deviation of x_i.</summary>
    /// <param name="transformer">A transformer with a multilayer perceptron in it.</param>
    /// <param name="data">Rows as the transformer takes them.</param>
    /// <returns>The features, the most important first, in units of the score; of a category column, the sum over its slots.</returns>
    /// <exception cref="ArgumentException">There is no multilayer perceptron in the transformer, its features are not in what it makes of the rows, or there are no rows.</exception>
    public static IReadOnlyList<FeatureValue> GradientImportance(this ITransformer transformer, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var found = FoundModel.Of(transformer);
        float[] slots = [.. found.Model.GradientImportance(transformer.Transform(data), found.FeatureColumnName).Select(one => (float)one)];
        return Ordered(found.Columns().Select(column => new FeatureValue(column.Name, column.Sum(slots))));
    }

    /// <summary>How much each feature moves what the model gives, without any rows: by the weights, and what the model knows of its features.</summary>
    /// <remarks>
    /// T_g = √(½·E[(f(x) − f(x′))²]), where x′ is the row x whose feature g is drawn anew: the root of a total effect by Jansen's estimator ("Analysis of variance designs for model output",
    /// 1999), averaged over outputs, from up to 256 drawn rows with a fixed seed. A number is drawn from a normal distribution with the mean and spread that the model standardizes by, a
    /// category from its shares in training. Real features hang together and these are drawn one by one, so rows arise that never occur: what has rows to
    /// measure on should trust those more. A model without <see cref="IMlpModel.FeatureScaling"/> knows nothing of its features: mean 0 and spread 1 are taken. Of more than 2,048 slots the
    /// hundred columns with the largest weights are looked at, and the others have 0.
    /// </remarks>
    /// <param name="transformer">A transformer with a multilayer perceptron in it.</param>
    /// <returns>The features, the most important first, in units of what the model gives: probability for classes, the label's units for numbers.</returns>
    /// <exception cref="ArgumentException">There is no multilayer perceptron in the transformer.</exception>
    public static IReadOnlyList<FeatureValue> TotalEffects(this ITransformer transformer)
    {
        var found = FoundModel.Of(transformer);
        IReadOnlyList<FeatureColumn> columns = found.Columns();
        double[] effects = new TotalEffects(found.Model.Network, columns).Of();
        return Ordered(columns.Select((column, g) => new FeatureValue(column.Name, effects[g])));
    }

    private static FeatureValue[] Ordered(IEnumerable<FeatureValue> features) => [.. features.OrderByDescending(feature => feature.Value)];

    private static void CheckOutput(FoundModel found, int? output)
    {
        int outputs = found.Model.Network.Shape.Outputs;
        if (output is { } asked && (uint)asked >= (uint)outputs)
        {
            throw new ArgumentOutOfRangeException(nameof(output), asked, Invariant($"output must be from 0 to {outputs - 1} for this model, but was {asked}."));
        }
    }
}
