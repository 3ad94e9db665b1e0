using Microsoft.ML;
using Microsoft.ML.Transforms.Text;
using MlpTrainer.Tool.Inference;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>From a table's columns to the vector of features, and from its label to what a trainer wants: ML.NET's own transforms alone.</summary>
internal sealed class FeaturePipeline(MLContext mlContext, TablePlan plan)
{
    /// <summary>What a missing category is in the model.</summary>
    public const string MissingCategory = "(missing)";

    /// <summary>Most different sequences of words, and of letters, that a column of text is described by.</summary>
    public const int MostTextFeatures = 10_000;

    public const int HashBits = 10;

    private const int TextWords = 2, TextLetters = 3;

    /// <summary>The label as the trainer wants it, in the way of no column of the file.</summary>
    public string LabelColumn { get; } = NotOf(plan, "Label");

    public string FeatureColumn { get; } = NotOf(plan, "Features");

    /// <summary>Puts a word for missing categories and makes numbers of dates.</summary>
    public IEnumerable<IEstimator<ITransformer>> Preparation()
    {
        foreach (ColumnPlan column in plan.Features)
        {
            if (column is { Kind: ColumnKind.Category, HasMissing: true })
            {
                yield return mlContext.Transforms.Expression(column.Name, $"x : x == \"\" ? \"{MissingCategory}\" : x", column.Name);
            }

            foreach ((string name, string expression) in column.Kind == ColumnKind.Date ? DateFeatures.Of(column.Name, column.HasTimes) : [])
            {
                yield return mlContext.Transforms.Expression(name, expression, column.Name);
            }
        }
    }

    /// <summary>Makes one vector of all.</summary>
    public IEnumerable<IEstimator<ITransformer>> Features()
    {
        InputOutputColumnPair[] categories = [.. Of(ColumnKind.Category).Where(column => !column.IsHashed).Select(column => new InputOutputColumnPair(column.Name))];
        InputOutputColumnPair[] hashed = [.. Of(ColumnKind.Category).Where(column => column.IsHashed).Select(column => new InputOutputColumnPair(column.Name))];
        if (categories.Length > 0)
        {
            yield return mlContext.Transforms.Categorical.OneHotEncoding(categories);
        }

        if (hashed.Length > 0)
        {
            yield return mlContext.Transforms.Categorical.OneHotHashEncoding(hashed, numberOfBits: HashBits);
        }

        foreach (ColumnPlan column in Of(ColumnKind.Text))
        {
            yield return mlContext.Transforms.Text.FeaturizeText(column.Name, TextOptions(), column.Name);
        }

        yield return mlContext.Transforms.Concatenate(FeatureColumn, [.. plan.Features.SelectMany(Names)]);
    }

    /// <summary>The label as a trainer wants it: Boolean, key or Single.</summary>
    public ITransformer Label(IDataView table) => LabelMap.Of(mlContext, plan.Task, plan.Classes, plan.Label.Name, LabelColumn).Fit(table);

    /// <summary>Gives the classes' names to what a trainer's model predicts, as PredictedClass; nothing for numbers.</summary>
    public IEnumerable<IEstimator<ITransformer>> Naming()
    {
        if (plan.Task == TaskKind.Binary)
        {
            yield return mlContext.Transforms.Conversion.MapValue("PredictedClass",
                new Dictionary<bool, string> { [false] = plan.Classes[0], [true] = plan.Classes[1] }, "PredictedLabel");
        }
        else if (plan.Task == TaskKind.Multiclass)
        {
            yield return mlContext.Transforms.Conversion.MapKeyToValue("PredictedClass", "PredictedLabel");
        }
    }

    private static IEnumerable<string> Names(ColumnPlan column) =>
        column.Kind == ColumnKind.Date ? DateFeatures.Of(column.Name, column.HasTimes).Select(feature => feature.Name) : [column.Name];

    private static TextFeaturizingEstimator.Options TextOptions() => new()
    {
        WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = TextWords, UseAllLengths = true, MaximumNgramsCount = [MostTextFeatures, MostTextFeatures] },
        CharFeatureExtractor = new WordBagEstimator.Options { NgramLength = TextLetters, UseAllLengths = false, MaximumNgramsCount = [MostTextFeatures] },
    };

    private static string NotOf(TablePlan plan, string name)
    {
        string free = name;
        while (plan.Format.Columns.Contains(free, StringComparer.Ordinal))
        {
            free += "_";
        }

        return free;
    }

    private IEnumerable<ColumnPlan> Of(ColumnKind kind) => plan.Features.Where(column => column.Kind == kind);
}
