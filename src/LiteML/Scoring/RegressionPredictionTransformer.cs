using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ITransformer), typeof(RegressionPredictionTransformer), null, typeof(SignatureLoadModel),
    "", RegressionPredictionTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Adds Score, of whatever type the model gives.</summary>
public sealed class RegressionPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    public RegressionPredictionTransformer(IHostEnvironment env, TModel model, DataViewSchema inputSchema, string featureColumn)
        : base(Register(env), model, inputSchema, featureColumn)
    {
    }

    public RegressionPredictionTransformer(IHostEnvironment env, ModelLoadContext ctx, IHost host, TModel model)
        : base(host, ctx, model)
    {
    }

    internal override IRowMapper MakeScorer(DataViewSchema inputSchema)
    {
        var features = FindFeatures(inputSchema);
        var columns = new ScoreColumns(inputSchema, ModelAsPredictor.PredictionKind.ToString());
        var model = (IValueMapper)Model;
        return model.OutputType is VectorDataViewType
            ? new ScoreMapper(this, features, [columns.RegressionScore(model.OutputType)], MakeGetter<VBuffer<float>>)
            : new ScoreMapper(this, features, [columns.RegressionScore(model.OutputType)], MakeGetter<float>);
    }

    protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(RegressionPredictionTransformer.GetVersionInfo());
        base.SaveCore(ctx);
    }

    private static IHost Register(IHostEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(env);
        return env.Register(nameof(RegressionPredictionTransformer));
    }

    private Delegate[] MakeGetter<TScore>(DataViewRow row, DataViewSchema.Column features)
    {
        var getFeatures = row.GetGetter<VBuffer<float>>(features);
        var map = ((IValueMapper)Model).GetMapper<VBuffer<float>, TScore>();
        VBuffer<float> x = default;
        ValueGetter<TScore> getScore = (ref TScore score) =>
        {
            getFeatures(ref x);
            map(in x, ref score);
        };
        return [getScore];
    }
}

/// <summary>Loads a regression prediction transformer with the type arguments its model asks for.</summary>
public static class RegressionPredictionTransformer
{
    public const string LoaderSignature = "RegressionPredXfer";

    public static ISingleFeaturePredictionTransformer<object> Create(IHostEnvironment env, ModelLoadContext ctx) =>
        PredictionTransformerLoader.Create(env, ctx, GetVersionInfo(), typeof(RegressionPredictionTransformer<>), nameof(RegressionPredictionTransformer));

    internal static VersionInfo GetVersionInfo() =>
        new("REG PRED", 0x00010001, 0x00010001, 0x00010001, typeof(RegressionPredictionTransformer<>).Assembly.FullName, LoaderSignature);
}
