using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tool.Pipelines;

namespace MlpTrainer.Tool.Models;

/// <summary>Which of a model's features come of which column of the file.</summary>
/// <param name="Name">The column.</param>
/// <param name="First">Its first feature.</param>
/// <param name="Count">How many there are.</param>
/// <param name="IsOneOf">Whether one of them is 1 and the others are 0, as for categories.</param>
internal sealed record FeatureGroup(string Name, int First, int Count, bool IsOneOf)
{
    /// <summary>The groups in the features' order; none where mlp train did not make the model.</summary>
    public static IReadOnlyList<FeatureGroup> Of(ModelFile model) =>
        Of([.. model.JoinedColumns], Steps.Chain([.. model.Preparation, .. model.Core.SkipLast(1)]).GetOutputSchema(model.Schema), model);

    private static List<FeatureGroup> Of(string[] inputs, DataViewSchema schema, ModelFile model)
    {
        List<FeatureGroup> groups = [];
        int first = 0;
        foreach (string input in inputs)
        {
            int count = schema[input].Type is VectorDataViewType vector ? vector.Size : 1;
            string name = DateFeatures.ColumnOf(input);
            if (groups.Count > 0 && groups[^1].Name == name)
            {
                groups[^1] = groups[^1] with { Count = groups[^1].Count + count };
            }
            else
            {
                bool isOneOf = name == input && model.Schema.GetColumnOrNull(name) is { Type: TextDataViewType };
                groups.Add(new FeatureGroup(name, first, count, isOneOf));
            }

            first += count;
        }

        return groups;
    }
}
