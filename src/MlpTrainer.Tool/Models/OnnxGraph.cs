using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Pipelines;

namespace MlpTrainer.Tool.Models;

/// <summary>A model from where ONNX has operators for it: without the steps that put a word for missing categories and make numbers of dates.</summary>
/// <param name="Inputs">What it reads: name, type and meaning.</param>
/// <param name="Chain">The steps.</param>
/// <param name="Schema">The inputs as a table.</param>
internal sealed record OnnxGraph(IReadOnlyList<(string Name, DataViewType Type, string Meaning)> Inputs, ITransformer Chain, DataViewSchema Schema)
{
    public static OnnxGraph Of(ModelFile model)
    {
        DataViewSchema prepared = Steps.Chain(model.Preparation).GetOutputSchema(model.Schema);
        IEnumerable<DataViewSchema.Column> inputs = model.Label is null ? model.Schema.Where(model.Needs) : model.JoinedColumns.Select(name => prepared[name]);
        HashSet<string> marked = [.. prepared.Where(column => column.Type is TextDataViewType && column.IsHidden).Select(column => column.Name)];
        var schema = new DataViewSchema.Builder();
        List<(string, DataViewType, string)> described = [];
        foreach (DataViewSchema.Column input in inputs)
        {
            schema.AddColumn(input.Name, input.Type);
            described.Add((input.Name, input.Type, Meaning(model, input, marked)));
        }

        return new OnnxGraph(described, Steps.Chain(model.Core), schema.ToSchema());
    }

    /// <exception cref="UserError">A step has no operators in ONNX.</exception>
    public void Write(MLContext mlContext, Stream stream)
    {
        MemoryTable none = new(Schema, [.. Schema.Select(Array (column) => column.Type is TextDataViewType ? Array.Empty<string>() : Array.Empty<float>())]);
        try
        {
            mlContext.Model.ConvertToOnnx(Chain, none, stream);
        }
        catch (Exception failure) when (failure is not (IOException or OperationCanceledException or OutOfMemoryException))
        {
            throw new UserError($"The model can't be written as ONNX as a whole, since a step has no operators there (columns of free text have none): {failure.Message} --network writes the network alone.");
        }
    }

    private static string Meaning(ModelFile model, DataViewSchema.Column input, HashSet<string> marked)
    {
        string column = DateFeatures.ColumnOf(input.Name);
        return model.Schema.GetColumnOrNull(column) is not { } own ? ""
            : column != input.Name ? $"of the date {column}: {input.Name[(column.Length + 1)..]}"
            : ModelSchema.Read(own).Kind switch
            {
                ColumnKind.Category => marked.Contains(column) ? $"category; '{FeaturePipeline.MissingCategory}' where it is missing" : "category",
                ColumnKind.Boolean => "1, 0, NaN where it is missing",
                ColumnKind.Number => "number, NaN where it is missing",
                _ => "text",
            };
    }
}
