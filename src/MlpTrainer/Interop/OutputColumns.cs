using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Interop;

/// <summary>The columns that each task's transformer adds, with the annotations that ML.NET's evaluators look for.</summary>
internal static class OutputColumns
{
    public static SchemaShape.Column[] Binary() =>
    [
        Column("Score", NumberDataViewType.Single, AnnotationUtils.GetTrainerOutputAnnotation()),
        Column("Probability", NumberDataViewType.Single, AnnotationUtils.GetTrainerOutputAnnotation(isNormalized: true)),
        Column("PredictedLabel", BooleanDataViewType.Instance, AnnotationUtils.GetTrainerOutputAnnotation()),
    ];

    /// <summary>The label's names, where it has any, come along as slot names and key values.</summary>
    public static SchemaShape.Column[] Multiclass(SchemaShape.Column label)
    {
        List<SchemaShape.Column> keyAnnotations = [.. AnnotationUtils.GetTrainerOutputAnnotation()];
        if (label.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out SchemaShape.Column names))
        {
            keyAnnotations.Add(names);
        }

        return
        [
            Column("Score", NumberDataViewType.Single, AnnotationUtils.AnnotationsForMulticlassScoreColumn(label), isVector: true),
            new("PredictedLabel", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true, new SchemaShape(keyAnnotations)),
        ];
    }

    public static SchemaShape.Column[] Regression(bool isVector) =>
        [Column("Score", NumberDataViewType.Single, AnnotationUtils.GetTrainerOutputAnnotation(), isVector)];

    private static SchemaShape.Column Column(string name, DataViewType type, IEnumerable<SchemaShape.Column> annotations, bool isVector = false) =>
        new(name, isVector ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.Scalar, type, isKey: false, new SchemaShape(annotations));
}
