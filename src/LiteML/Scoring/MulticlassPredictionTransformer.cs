using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ITransformer), typeof(MulticlassPredictionTransformer), null, typeof(SignatureLoadModel),
    "", MulticlassPredictionTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Adds PredictedLabel (a key: the class with the highest score) and Score, both with the training label's class names.</summary>
public sealed class MulticlassPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    private readonly string _labelColumn;
    private readonly string _scoreColumn;
    private readonly string _predictedLabelColumn;

    public MulticlassPredictionTransformer(
        IHostEnvironment env, TModel model, DataViewSchema inputSchema, string featureColumn, string labelColumn,
        string scoreColumn = DefaultColumnNames.Score, string predictedLabel = DefaultColumnNames.PredictedLabel)
        : base(Register(env), model, inputSchema, featureColumn)
    {
        Host.CheckValueOrNull(labelColumn);
        _labelColumn = labelColumn;
        _scoreColumn = scoreColumn;
        _predictedLabelColumn = predictedLabel;
    }

    public MulticlassPredictionTransformer(IHostEnvironment env, ModelLoadContext ctx, IHost host, TModel model)
        : base(host, ctx, model)
    {
        _labelColumn = ctx.LoadStringOrNull();
        _scoreColumn = ctx.LoadNonEmptyString();
        _predictedLabelColumn = ctx.LoadNonEmptyString();
    }

    internal override IRowMapper MakeScorer(DataViewSchema inputSchema)
    {
        var features = FindFeatures(inputSchema);
        var columns = new ScoreColumns(inputSchema, AnnotationUtils.Const.ScoreColumnKind.MulticlassClassification);
        var scoreType = (VectorDataViewType)((IValueMapper)Model).OutputType;
        var labelType = new KeyDataViewType(typeof(uint), scoreType.Size);
        var names = LabelNames(scoreType.Size);
        var label = columns.PredictedLabel(labelType, _predictedLabelColumn, Renamed(names, AnnotationUtils.Kinds.KeyValues));
        var score = columns.Score(scoreType, _scoreColumn,
            Renamed(names, AnnotationUtils.Kinds.TrainingLabelValues, AnnotationUtils.Kinds.SlotNames));
        return new ScoreMapper(this, features, [label, score], MakeGetters);
    }

    protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(MulticlassPredictionTransformer.GetVersionInfo());
        base.SaveCore(ctx);
        ctx.SaveStringOrNull(_labelColumn);
        ctx.SaveNonEmptyString(_scoreColumn);
        ctx.SaveNonEmptyString(_predictedLabelColumn);
    }

    private static IHost Register(IHostEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(env);
        return env.Register(nameof(MulticlassPredictionTransformer));
    }

    private Delegate[] MakeGetters(DataViewRow row, DataViewSchema.Column features)
    {
        var getFeatures = row.GetGetter<VBuffer<float>>(features);
        var map = ((IValueMapper)Model).GetMapper<VBuffer<float>, VBuffer<float>>();
        VBuffer<float> x = default, scores = default;
        var compute = ScoreMapper.OncePerRow(row, () =>
        {
            getFeatures(ref x);
            map(in x, ref scores);
        });
        ValueGetter<uint> getLabel = (ref uint value) =>
        {
            compute();
            value = (uint)(IndexOfMaximum(scores) + 1);
        };
        ValueGetter<VBuffer<float>> getScore = (ref VBuffer<float> value) =>
        {
            compute();
            scores.CopyTo(ref value);
        };
        return [getLabel, getScore];
    }

    /// <summary>The first of the highest scores; −1, which becomes the missing key, if all are NaN.</summary>
    private static int IndexOfMaximum(VBuffer<float> scores)
    {
        var best = -1;
        var highest = float.NegativeInfinity;
        for (var i = scores.Length - 1; i >= 0; i--)
        {
            var score = scores.GetItemOrDefault(i);
            if (score >= highest)
            {
                best = i;
                highest = score;
            }
        }

        return best;
    }

    /// <summary>The key values of the training label, or null if it has none or their number is not the number of scores.</summary>
    private DataViewSchema.Column? LabelNames(int classes)
    {
        if (_labelColumn == null || TrainSchema.GetColumnOrNull(_labelColumn) is not { } label)
            return null;
        var keyValues = label.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues);
        return keyValues is { Type: VectorDataViewType vector } && vector.Size == classes ? label : null;
    }

    /// <summary>The label's key values as annotations of other names; slot names only if they are text.</summary>
    private static DataViewSchema.Annotations Renamed(DataViewSchema.Column? label, params string[] names)
    {
        if (label == null)
            return null;
        var annotations = new DataViewSchema.Annotations.Builder();
        var keyValues = label.Value.Annotations.Schema[AnnotationUtils.Kinds.KeyValues];
        var getter = label.Value.Annotations.GetGetterInternal(keyValues.Index);
        foreach (var name in names)
        {
            if (name != AnnotationUtils.Kinds.SlotNames || ((VectorDataViewType)keyValues.Type).ItemType is TextDataViewType)
                annotations.Add(name, keyValues.Type, getter);
        }

        return annotations.ToAnnotations();
    }
}

/// <summary>Loads a multiclass prediction transformer with the type arguments its model asks for.</summary>
public static class MulticlassPredictionTransformer
{
    public const string LoaderSignature = "MulticlassPredXfer";

    public static ISingleFeaturePredictionTransformer<object> Create(IHostEnvironment env, ModelLoadContext ctx) =>
        PredictionTransformerLoader.Create(env, ctx, GetVersionInfo(), typeof(MulticlassPredictionTransformer<>), nameof(MulticlassPredictionTransformer));

    internal static VersionInfo GetVersionInfo() =>
        new("MCC PRED", 0x00010001, 0x00010001, 0x00010001, typeof(MulticlassPredictionTransformer<>).Assembly.FullName, LoaderSignature);
}
