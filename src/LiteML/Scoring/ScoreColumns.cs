namespace Microsoft.ML.Data;

/// <summary>Descriptions of the columns that scoring adds, with the annotations by which evaluators and users know them.</summary>
internal sealed class ScoreColumns
{
    private readonly uint _setId;
    private readonly string _kind;

    /// <summary>Columns of one prediction: one kind and a set id that the schema does not have yet.</summary>
    internal ScoreColumns(DataViewSchema inputSchema, string kind)
    {
        _kind = kind;
        _setId = inputSchema.Select(SetId).DefaultIfEmpty().Max() + 1;
    }

    internal DataViewSchema.DetachedColumn RegressionScore(DataViewType type)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        AddSetId(annotations);
        AddColumnKind(annotations);
        AddValueKind(annotations, AnnotationUtils.Const.ScoreValueKind.Score);
        return new(DefaultColumnNames.Score, type, annotations.ToAnnotations());
    }

    internal DataViewSchema.DetachedColumn Score(
        DataViewType type, string name = DefaultColumnNames.Score, DataViewSchema.Annotations labelNames = null)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        AddColumnKind(annotations);
        AddSetId(annotations);
        AddValueKind(annotations, AnnotationUtils.Const.ScoreValueKind.Score);
        annotations.Add(labelNames, _ => true);
        return new(name, type, annotations.ToAnnotations());
    }

    internal DataViewSchema.DetachedColumn Probability()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        AddColumnKind(annotations);
        AddSetId(annotations);
        annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        AddValueKind(annotations, AnnotationUtils.Const.ScoreValueKind.Probability);
        return new(DefaultColumnNames.Probability, NumberDataViewType.Single, annotations.ToAnnotations());
    }

    internal DataViewSchema.DetachedColumn PredictedLabel(
        DataViewType type, string name = DefaultColumnNames.PredictedLabel, DataViewSchema.Annotations keyValues = null)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        AddColumnKind(annotations);
        AddValueKind(annotations, AnnotationUtils.Const.ScoreValueKind.PredictedLabel);
        annotations.Add(keyValues, _ => true);
        AddSetId(annotations);
        return new(name, type, annotations.ToAnnotations());
    }

    private void AddColumnKind(DataViewSchema.Annotations.Builder annotations) =>
        AddText(annotations, AnnotationUtils.Kinds.ScoreColumnKind, _kind);

    private static void AddValueKind(DataViewSchema.Annotations.Builder annotations, string kind) =>
        AddText(annotations, AnnotationUtils.Kinds.ScoreValueKind, kind);

    private void AddSetId(DataViewSchema.Annotations.Builder annotations)
    {
        annotations.AddPrimitiveValue(AnnotationUtils.Kinds.ScoreColumnSetId, AnnotationUtils.ScoreColumnSetIdType, _setId);
    }

    /// <summary>The set id of a column that scoring made; 0 for others.</summary>
    private static uint SetId(DataViewSchema.Column column)
    {
        uint id = 0;
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.ScoreColumnSetId) != null)
            column.Annotations.GetValue(AnnotationUtils.Kinds.ScoreColumnSetId, ref id);
        return id;
    }

    private static void AddText(DataViewSchema.Annotations.Builder annotations, string name, string value) =>
        annotations.AddPrimitiveValue(name, TextDataViewType.Instance, value.AsMemory());
}
