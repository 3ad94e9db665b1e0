using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ITransformer), typeof(OneHotEncodingTransformer), null, typeof(SignatureLoadModel),
    "Categorical Transform", OneHotEncodingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Numbers the values of columns, then gives each number a slot of its own. The key columns stay, hidden.</summary>
public sealed class OneHotEncodingEstimator : IEstimator<OneHotEncodingTransformer>
{
    private readonly IHost _host;
    private readonly OutputKind _outputKind;
    private readonly ValueToKeyMappingEstimator _terms;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;

    internal OneHotEncodingEstimator(
        IHostEnvironment env, OutputKind outputKind, int maximumNumberOfKeys, ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality,
        IDataView keyData, params (string outputColumnName, string inputColumnName)[] columns)
    {
        _host = env.Register(nameof(OneHotEncodingEstimator));
        if (outputKind == OutputKind.Binary)
            throw _host.ExceptNotSupp("LiteML has no binary encoding of keys.");
        _outputKind = outputKind;
        _terms = new ValueToKeyMappingEstimator(_host, maximumNumberOfKeys, keyOrdinality, false, keyData, columns);
        _columns = columns;
    }

    /// <summary>What comes out; of a scalar, bag and indicator are the same.</summary>
    public enum OutputKind
    {
        Bag = 1,
        Indicator = 2,
        Key = 3,
        Binary = 4,
    }

    public OneHotEncodingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        ITransformer terms = _terms.Fit(input);
        if (_outputKind == OutputKind.Key)
            return new OneHotEncodingTransformer(terms);
        var names = Array.ConvertAll(_columns, pair => (pair.outputColumnName, pair.outputColumnName));
        return new OneHotEncodingTransformer(terms, new KeyToVectorMappingTransformer(_host, names));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var keys = _terms.GetOutputSchema(inputSchema);
        if (_outputKind == OutputKind.Key)
            return keys;
        var ranges = new SchemaShape.Column(
            AnnotationUtils.Kinds.CategoricalSlotRanges, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Int32, false);
        SchemaShape annotations = new([ShapeOf.SlotNames(), ranges, ShapeOf.IsNormalized()]);
        return ShapeOf.Added(keys, _columns.Select(pair => new SchemaShape.Column(
            pair.outputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, annotations)));
    }
}

/// <inheritdoc cref="OneHotEncodingEstimator"/>
public sealed class OneHotEncodingTransformer : ITransformer
{
    internal const string LoaderSignature = "OneHotEncoding";

    private readonly TransformerChain<ITransformer> _steps;

    internal OneHotEncodingTransformer(params ITransformer[] steps) => _steps = new TransformerChain<ITransformer>(steps);

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _steps.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _steps.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => ((ITransformer)_steps).GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        var steps = _steps.ToArray();
        ctx.Writer.Write(steps.Length);
        for (var i = 0; i < steps.Length; i++)
            ctx.SaveModel(steps[i], $"Step_{i}");
    }

    internal static OneHotEncodingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        var steps = new ITransformer[ctx.Reader.ReadInt32() is var count and (1 or 2) ? count : throw env.ExceptDecode()];
        for (var i = 0; i < steps.Length; i++)
            ctx.LoadModel<ITransformer, SignatureLoadModel>(env, out steps[i], $"Step_{i}");
        return new(steps);
    }

    private static VersionInfo GetVersionInfo() =>
        new("ONEHOTEN", 0x00010001, 0x00010001, 0x00010001, typeof(OneHotEncodingTransformer).Assembly.FullName, LoaderSignature);
}
