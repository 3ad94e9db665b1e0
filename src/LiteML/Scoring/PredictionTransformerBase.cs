using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Base of transformers that add a model's predictions. Files hold the training schema beside the model.</summary>
public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>, IDisposable
    where TModel : class
{
    protected const string DirModel = "Model";
    protected const string DirTransSchema = "TrainSchema";

    protected readonly IHost Host;

    internal DataViewSchema TrainSchema;

    private bool _disposed;

    protected PredictionTransformerBase(IHost host, TModel model, DataViewSchema trainSchema)
    {
        Host = host ?? throw new ArgumentNullException(nameof(host));
        host.CheckValue(model, nameof(model));
        host.CheckParam(model is IPredictor, nameof(model), $"Model must be a {nameof(IPredictor)}.");
        host.CheckValue(trainSchema, nameof(trainSchema));
        Model = model;
        TrainSchema = trainSchema;
    }

    protected PredictionTransformerBase(IHost host, ModelLoadContext ctx, TModel model)
    {
        Host = host;
        Model = model;
        TrainSchema = SchemaFile.Load(host, ctx, DirTransSchema);
    }

    public TModel Model { get; }

    bool ITransformer.IsRowToRowMapper => true;

    internal IPredictor ModelAsPredictor => (IPredictor)Model;

    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    public IDataView Transform(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        return MappedColumns.View(input, MakeScorer(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return MappedColumns.Rows(inputSchema, MakeScorer(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    protected abstract void SaveModel(ModelSaveContext ctx);

    protected void SaveModelCore(ModelSaveContext ctx)
    {
        ctx.SaveModel(Model, DirModel);
        SchemaFile.Save(ctx, DirTransSchema, TrainSchema);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        (Model as IDisposable)?.Dispose();
        _disposed = true;
    }

    /// <summary>The score columns for data of this schema.</summary>
    internal abstract IRowMapper MakeScorer(DataViewSchema inputSchema);
}

/// <summary>Base of prediction transformers whose model reads one features column.</summary>
public abstract class SingleFeaturePredictionTransformerBase<TModel>
    : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>, ISingleFeaturePredictionTransformer
    where TModel : class
{
    protected SingleFeaturePredictionTransformerBase(IHost host, TModel model, DataViewSchema trainSchema, string featureColumn)
        : base(host, model, trainSchema)
    {
        FeatureColumnName = featureColumn;
        FeatureColumnType = TypeOfFeatures("featureColumn");
    }

    protected SingleFeaturePredictionTransformerBase(IHost host, ModelLoadContext ctx, TModel model)
        : base(host, ctx, model)
    {
        FeatureColumnName = ctx.LoadStringOrNull();
        FeatureColumnType = TypeOfFeatures("ctx");
    }

    public string FeatureColumnName { get; }

    public DataViewType FeatureColumnType { get; }

    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        var features = inputSchema.GetColumnOrNull(FeatureColumnName)
            ?? throw Host.ExceptSchemaMismatch(nameof(inputSchema), "feature", FeatureColumnName);
        if (!features.Type.Equals(FeatureColumnType))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "feature", FeatureColumnName, FeatureColumnType.ToString(), features.Type.ToString());
        }

        return MappedColumns.SchemaOf(inputSchema, MakeScorer(inputSchema));
    }

    protected sealed override void SaveModel(ModelSaveContext ctx)
    {
        Host.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel();
        SaveCore(ctx);
    }

    protected virtual void SaveCore(ModelSaveContext ctx)
    {
        SaveModelCore(ctx);
        ctx.SaveStringOrNull(FeatureColumnName);
    }

    /// <summary>The features column of data to score; its type must be the one the model was made for.</summary>
    internal DataViewSchema.Column FindFeatures(DataViewSchema schema)
    {
        var features = schema.GetColumnOrNull(FeatureColumnName)
            ?? throw Host.ExceptParam(nameof(schema), $"{FeatureColumnName} column 'Feature' not found");
        var wanted = ((IValueMapper)Model).InputType;
        Host.Check(features.Type.Equals(wanted), $"Incompatible features column type: '{features.Type}' vs '{wanted}'");
        return features;
    }

    private DataViewType TypeOfFeatures(string parameter) =>
        FeatureColumnName == null
            ? null
            : (TrainSchema.GetColumnOrNull(FeatureColumnName) ?? throw Host.ExceptSchemaMismatch(parameter, "feature", FeatureColumnName)).Type;
}
