using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Pipelines;

namespace MlpTrainer.Tool.Models;

/// <summary>A model as it lies in a file: an ordinary one of ML.NET with a network of ours in it.</summary>
internal sealed class ModelFile
{
    private ModelFile(string path, ITransformer model, DataViewSchema schema, IMlpModel network)
    {
        (Path, Model, Schema, Network) = (path, model, schema, network);
        Label = ModelSchema.Label(schema);
        DataViewSchema.Column score = model.GetOutputSchema(schema)["Score"];
        bool isBinary = model.GetOutputSchema(schema).GetColumnOrNull("Probability") is not null;
        Task = (Label is { } label ? ModelSchema.TaskOf(label) : null)
            ?? (isBinary ? TaskKind.Binary : network.Training.Classes.Count > 0 || Names(score).Length > 0 ? TaskKind.Multiclass : TaskKind.Regression);
        Classes = Label is { } marked && ModelSchema.ClassesOf(marked) is { Length: > 0 } known ? known
            : Task == TaskKind.Binary ? ["false", "true"] : Task == TaskKind.Multiclass ? Names(score) : [];
    }

    public string Path { get; }

    public ITransformer Model { get; }

    /// <summary>The columns that the model reads, and the label's.</summary>
    public DataViewSchema Schema { get; }

    public IMlpModel Network { get; }

    /// <summary>The label's column; null where the tool did not mark it.</summary>
    public DataViewSchema.Column? Label { get; }

    public TaskKind Task { get; }

    /// <summary>The classes in the order of the probabilities; none for numbers.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What is predicted, for headings.</summary>
    public string LabelName => Label?.Name ?? "Label";

    /// <exception cref="UserError">There is no such file, it is no model, or there is no network in it.</exception>
    public static ModelFile Load(MLContext mlContext, string path)
    {
        if (!File.Exists(path))
        {
            throw new UserError($"There is no file '{path}'.");
        }

        try
        {
            ITransformer model = mlContext.Model.Load(path, out DataViewSchema? schema);
            return schema is null ? throw new UserError($"{path} has no schema of its input; save it with one: mlContext.Model.Save(model, data.Schema, path).")
                : new ModelFile(path, model.ScoreInBlocks(), schema, model.Mlp());
        }
        catch (Exception failure) when (failure is not (UserError or OutOfMemoryException))
        {
            Exception cause = failure;
            while (cause.InnerException is { } inner)
            {
                cause = inner;
            }

            throw new UserError($"{path} can't be read as a model of ML.NET with a network of MlpTrainer: {cause.Message}");
        }
    }

    /// <summary>Whether the model needs a column: not the label, and in a model that the tool did not make none that scores don't depend on.</summary>
    public bool Needs(DataViewSchema.Column column)
    {
        if (Label is { } label)
        {
            return column.Index != label.Index;
        }

        var others = new DataViewSchema.Builder();
        others.AddColumns(Schema.Where(other => other.Index != column.Index));
        try
        {
            Model.GetOutputSchema(others.ToSchema());
            return false;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    /// <summary>The columns that are joined to the vector of features, in its order; none where the tool did not make the model.</summary>
    public IEnumerable<string> JoinedColumns
    {
        get
        {
            DataViewSchema prepared = Model.GetOutputSchema(Schema);
            return Label is not { } label ? [] : Schema.Where(column => column.Index != label.Index).SelectMany(IEnumerable<string> (column) =>
                ModelSchema.Read(column).Kind != ColumnKind.Date ? [column.Name]
                : DateFeatures.Of(column.Name, hasTimes: true).Select(feature => feature.Name).Where(name => prepared.GetColumnOrNull(name) is not null));
        }
    }

    /// <summary>The steps before the first that takes categories and texts apart.</summary>
    public IEnumerable<ITransformer> Preparation => Steps.Of(Model).TakeWhile(step => step is ExpressionTransformer);

    /// <summary>The steps from there to the network.</summary>
    public IEnumerable<ITransformer> Core
    {
        get
        {
            foreach (ITransformer step in Steps.Of(Model).SkipWhile(step => step is ExpressionTransformer))
            {
                yield return step;
                if (step is ISingleFeaturePredictionTransformer<object>)
                {
                    yield break;
                }
            }
        }
    }

    private static string[] Names(DataViewSchema.Column column)
    {
        if (!column.HasSlotNames())
        {
            return [];
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
