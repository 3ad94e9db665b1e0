using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ITransformer), typeof(FeatureContributionCalculatingTransformer), null, typeof(SignatureLoadModel),
    "Feature Contribution Calculator", FeatureContributionCalculatingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Adds FeatureContributions: how much each feature contributed to a model's score.</summary>
public sealed class FeatureContributionCalculatingEstimator : TrivialEstimator<FeatureContributionCalculatingTransformer>
{
    internal FeatureContributionCalculatingEstimator(
        IHostEnvironment env, ICalculateFeatureContribution model, int numberOfPositiveContributions, int numberOfNegativeContributions,
        string featureColumnName, bool normalize)
        : base(env.Register(nameof(FeatureContributionCalculatingEstimator)), new FeatureContributionCalculatingTransformer(
            env, model, featureColumnName, numberOfPositiveContributions, numberOfNegativeContributions, normalize))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        var features = ShapeOf.Input(inputSchema, Transformer.ColumnPairs[0].inputColumnName, Host);
        return ShapeOf.Added(inputSchema, new SchemaShape.Column(Transformer.ColumnPairs[0].outputColumnName, features.Kind,
            NumberDataViewType.Single, false, ShapeOf.Annotations(features, AnnotationUtils.Kinds.SlotNames)));
    }
}

/// <inheritdoc cref="FeatureContributionCalculatingEstimator"/>
public sealed class FeatureContributionCalculatingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "FeatureContribution";
    private const string DirModel = "Model";

    private readonly ICalculateFeatureContribution _model;
    private readonly int _top;
    private readonly int _bottom;
    private readonly bool _normalize;

    internal FeatureContributionCalculatingTransformer(
        IHostEnvironment env, ICalculateFeatureContribution modelParameters, string featureColumnName,
        int numberOfPositiveContributions, int numberOfNegativeContributions, bool normalize)
        : base(env.Register(nameof(FeatureContributionCalculatingTransformer)), (DefaultColumnNames.FeatureContributions, featureColumnName))
    {
        Host.CheckValue(modelParameters, nameof(modelParameters));
        Host.CheckUserArg(numberOfPositiveContributions >= 0, nameof(numberOfPositiveContributions), "Number of top contribution must be non negative");
        Host.CheckUserArg(numberOfNegativeContributions >= 0, nameof(numberOfNegativeContributions), "Number of bottom contribution must be non negative");
        _model = modelParameters;
        _top = numberOfPositiveContributions;
        _bottom = numberOfNegativeContributions;
        _normalize = normalize;
    }

    private FeatureContributionCalculatingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        ctx.LoadModel<ICalculateFeatureContribution, SignatureLoadModel>(host, out _model, DirModel);
        _top = ctx.Reader.ReadInt32();
        _bottom = ctx.Reader.ReadInt32();
        _normalize = ctx.Reader.ReadBoolean();
        host.CheckDecode(_top >= 0 && _bottom >= 0);
    }

    internal static FeatureContributionCalculatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new(env.Register(nameof(FeatureContributionCalculatingTransformer)), ctx);
    }

    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
        ctx.SaveModel(_model, DirModel);
        ctx.Writer.Write(_top);
        ctx.Writer.Write(_bottom);
        ctx.Writer.Write(_normalize);
    }

    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => MapPairs(schema);

    internal override OutputColumn MakeColumn(int index, string name, DataViewSchema.Column source)
    {
        if (source.Type is not VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType } vector || vector.ItemType.RawType != typeof(float))
            throw Host.ExceptSchemaMismatch("inputSchema", "feature", source.Name, "Vector of Single", source.Type.ToString());
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
        var type = new VectorDataViewType(NumberDataViewType.Single, vector.Size);
        return new(new(name, type, annotations.ToAnnotations()), [source.Index], row => MakeGetter(row, source));
    }

    private ValueGetter<VBuffer<float>> MakeGetter(DataViewRow row, DataViewSchema.Column source)
    {
        var getFeatures = row.GetGetter<VBuffer<float>>(source);
        var map = _model.FeatureContributionCalculator.ContributionMapper
            .GetFeatureContributionMapper<VBuffer<float>, VBuffer<float>>(_top, _bottom, _normalize);
        VBuffer<float> features = default;
        return (ref VBuffer<float> value) =>
        {
            getFeatures(ref features);
            map(in features, ref value);
        };
    }

    private static VersionInfo GetVersionInfo() =>
        new("FCCTRANS", 0x00010001, 0x00010001, 0x00010001, typeof(FeatureContributionCalculatingTransformer).Assembly.FullName, LoaderSignature);
}
