using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tool.Inference;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>A label as trainers and metrics want it: Boolean for two classes, a key for several, Single for a number.</summary>
internal static class LabelMap
{
    /// <param name="mlContext">The context.</param>
    /// <param name="task">What is learned.</param>
    /// <param name="classes">The classes in their order.</param>
    /// <param name="label">The file's column.</param>
    /// <param name="output">The column to make.</param>
    public static IEstimator<ITransformer> Of(MLContext mlContext, TaskKind task, IReadOnlyList<string> classes, string label, string output) => task switch
    {
        TaskKind.Binary => mlContext.Transforms.Conversion.MapValue(output, new Dictionary<string, bool> { [classes[0]] = false, [classes[1]] = true }, label),
        TaskKind.Multiclass => mlContext.Transforms.Conversion.MapValueToKey(output, label, keyData: Keys(classes)),
        _ => mlContext.Transforms.CopyColumns(output, label),
    };

    private static MemoryTable Keys(IReadOnlyList<string> classes)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Class", TextDataViewType.Instance);
        return new MemoryTable(schema.ToSchema(), [classes.ToArray()]);
    }
}
