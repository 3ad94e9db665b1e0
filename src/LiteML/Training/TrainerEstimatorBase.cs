using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of all trainers: checks the columns, trains on the data by role, wraps the model in its transformer.</summary>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>, ITrainer<IPredictor>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    protected const string NoTrainingInstancesMessage = "No valid training instances found, all instances have missing features.";

    protected readonly IHost Host;

    public readonly SchemaShape.Column FeatureColumn;

    public readonly SchemaShape.Column LabelColumn;

    public readonly SchemaShape.Column WeightColumn;

    protected TrainerEstimatorBase(IHost host, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight = default)
    {
        Host = host ?? throw new ArgumentNullException(nameof(host));
        host.CheckParam(feature.IsValid, nameof(feature), "not initialized properly");
        FeatureColumn = feature;
        LabelColumn = label;
        WeightColumn = weight;
    }

    public abstract TrainerInfo Info { get; }

    protected abstract PredictionKind PredictionKind { get; }

    PredictionKind ITrainer.PredictionKind => PredictionKind;

    public TTransformer Fit(IDataView input) => TrainTransformer(input);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        CheckInputSchema(inputSchema);
        return ShapeOf.Added(inputSchema, GetOutputColumnsCore(inputSchema));
    }

    protected abstract SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema);

    protected virtual void CheckLabelCompatible(SchemaShape.Column labelCol)
    {
        if (!LabelColumn.IsCompatibleWith(labelCol))
        {
            throw Host.ExceptSchemaMismatch(nameof(labelCol), "label", LabelColumn.Name, LabelColumn.GetTypeString(), labelCol.GetTypeString());
        }
    }

    protected abstract TModel TrainModelCore(TrainContext trainContext);

    protected abstract TTransformer MakeTransformer(TModel model, DataViewSchema trainSchema);

    protected virtual RoleMappedData MakeRoles(IDataView data) =>
        new(data, label: LabelColumn.Name, feature: FeatureColumn.Name, weight: WeightColumn.Name);

    /// <summary>The one doorway to training: <c>Fit</c> in all its forms comes here.</summary>
    protected TTransformer TrainTransformer(IDataView trainSet, IDataView validationSet = null, IPredictor initPredictor = null)
    {
        Host.CheckValue(trainSet, nameof(trainSet));
        CheckInputSchema(SchemaShape.Create(trainSet.Schema));
        if (validationSet != null)
        {
            CheckInputSchema(SchemaShape.Create(validationSet.Schema));
        }

        var validation = validationSet == null ? null : MakeRoles(validationSet);
        var model = TrainModelCore(new TrainContext(MakeRoles(trainSet), validation, null, initPredictor));
        return MakeTransformer(model, trainSet.Schema);
    }

    IPredictor ITrainer.Train(TrainContext context) => ((ITrainer<IPredictor>)this).Train(context);

    IPredictor ITrainer<IPredictor>.Train(TrainContext context)
    {
        Host.CheckValue(context, nameof(context));
        return (IPredictor)TrainModelCore(context);
    }

    private void CheckInputSchema(SchemaShape inputSchema)
    {
        CheckCompatible(FeatureColumn, "feature", Find(FeatureColumn, "feature", inputSchema), nameof(inputSchema));
        if (LabelColumn.IsValid)
        {
            CheckLabelCompatible(Find(LabelColumn, "label", inputSchema));
        }

        if (WeightColumn.IsValid)
        {
            CheckCompatible(WeightColumn, "weight", Find(WeightColumn, "weight", inputSchema), nameof(inputSchema));
        }
    }

    private SchemaShape.Column Find(SchemaShape.Column wanted, string role, SchemaShape inputSchema) =>
        inputSchema.TryFindColumn(wanted.Name, out var found)
            ? found
            : throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, wanted.Name);

    private void CheckCompatible(SchemaShape.Column wanted, string role, SchemaShape.Column found, string parameter)
    {
        if (!wanted.IsCompatibleWith(found))
        {
            throw Host.ExceptSchemaMismatch(parameter, role, wanted.Name, wanted.GetTypeString(), found.GetTypeString());
        }
    }
}
