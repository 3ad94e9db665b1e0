using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ITransformer), typeof(BinaryPredictionTransformer), null, typeof(SignatureLoadModel),
    "", BinaryPredictionTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Adds PredictedLabel (Score above a threshold), Score and, if the model has one, Probability.</summary>
public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal readonly float Threshold;
    internal readonly string ThresholdColumn;
    internal readonly string LabelColumnName;

    public BinaryPredictionTransformer(
        IHostEnvironment env, TModel model, DataViewSchema inputSchema, string featureColumn,
        float threshold = 0f, string thresholdColumn = DefaultColumnNames.Score)
        : base(Register(env), model, inputSchema, featureColumn)
    {
        Host.CheckNonEmpty(thresholdColumn, nameof(thresholdColumn));
        Threshold = threshold;
        ThresholdColumn = thresholdColumn;
    }

    public BinaryPredictionTransformer(
        IHostEnvironment env, TModel model, DataViewSchema inputSchema, string featureColumn, string labelColumn,
        float threshold = 0f, string thresholdColumn = DefaultColumnNames.Score)
        : this(env, model, inputSchema, featureColumn, threshold, thresholdColumn) => LabelColumnName = labelColumn;

    public BinaryPredictionTransformer(IHostEnvironment env, ModelLoadContext ctx, IHost host, TModel model)
        : base(host, ctx, model)
    {
        Threshold = ctx.Reader.ReadSingle();
        ThresholdColumn = ctx.LoadNonEmptyString();
    }

    internal override IRowMapper MakeScorer(DataViewSchema inputSchema)
    {
        var columns = new ScoreColumns(inputSchema, AnnotationUtils.Const.ScoreColumnKind.BinaryClassification);
        var label = columns.PredictedLabel(BooleanDataViewType.Instance);
        var score = columns.Score(NumberDataViewType.Single);
        var features = FindFeatures(inputSchema);
        return Model is IValueMapperDist model
            ? new ScoreMapper(this, features, [label, score, columns.Probability()], (row, column) => MakeGetters(row, column, model))
            : new ScoreMapper(this, features, [label, score], (row, column) => MakeGetters(row, column, (IValueMapper)Model));
    }

    protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(BinaryPredictionTransformer.GetVersionInfo());
        base.SaveCore(ctx);
        ctx.Writer.Write(Threshold);
        ctx.SaveNonEmptyString(ThresholdColumn);
    }

    private static IHost Register(IHostEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(env);
        return env.Register(nameof(BinaryPredictionTransformer));
    }

    private Delegate[] MakeGetters(DataViewRow row, DataViewSchema.Column features, IValueMapperDist model)
    {
        var getFeatures = row.GetGetter<VBuffer<float>>(features);
        var map = model.GetMapper<VBuffer<float>, float, float>();
        VBuffer<float> x = default;
        float score = 0, probability = 0;
        var compute = ScoreMapper.OncePerRow(row, () =>
        {
            getFeatures(ref x);
            map(in x, ref score, ref probability);
        });
        var useProbability = ThresholdColumn == DefaultColumnNames.Probability;
        ValueGetter<bool> getLabel = (ref bool value) =>
        {
            compute();
            value = (useProbability ? probability : score) > Threshold;
        };
        return [getLabel, Getter(compute, () => score), Getter(compute, () => probability)];
    }

    private Delegate[] MakeGetters(DataViewRow row, DataViewSchema.Column features, IValueMapper model)
    {
        var getFeatures = row.GetGetter<VBuffer<float>>(features);
        var map = model.GetMapper<VBuffer<float>, float>();
        VBuffer<float> x = default;
        float score = 0;
        var compute = ScoreMapper.OncePerRow(row, () =>
        {
            getFeatures(ref x);
            map(in x, ref score);
        });
        ValueGetter<bool> getLabel = (ref bool value) =>
        {
            compute();
            value = score > Threshold;
        };
        return [getLabel, Getter(compute, () => score)];
    }

    private static ValueGetter<float> Getter(Action compute, Func<float> result) => (ref float value) =>
    {
        compute();
        value = result();
    };
}

/// <summary>Loads a binary prediction transformer with the type arguments its model asks for.</summary>
public static class BinaryPredictionTransformer
{
    public const string LoaderSignature = "BinaryPredXfer";

    public static ISingleFeaturePredictionTransformer<object> Create(IHostEnvironment env, ModelLoadContext ctx) =>
        PredictionTransformerLoader.Create(env, ctx, GetVersionInfo(), typeof(BinaryPredictionTransformer<>), nameof(BinaryPredictionTransformer));

    internal static VersionInfo GetVersionInfo() =>
        new("BIN PRED", 0x00010001, 0x00010001, 0x00010001, typeof(BinaryPredictionTransformer<>).Assembly.FullName, LoaderSignature);
}
