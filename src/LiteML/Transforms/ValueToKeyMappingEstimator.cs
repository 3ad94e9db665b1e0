using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Numbers the distinct values of columns: keys 1, 2, …, in order of appearance or of value.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly IHost _host;
    private readonly int _maximumNumberOfKeys;
    private readonly KeyOrdinality _keyOrdinality;
    private readonly bool _valuesAsText;
    private readonly IDataView _keyData;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;

    internal ValueToKeyMappingEstimator(
        IHostEnvironment env, int maximumNumberOfKeys, KeyOrdinality keyOrdinality, bool valuesAsText, IDataView keyData,
        params (string outputColumnName, string inputColumnName)[] columns)
    {
        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        _host.CheckUserArg(maximumNumberOfKeys > 0, nameof(maximumNumberOfKeys), "Must be positive");
        _maximumNumberOfKeys = maximumNumberOfKeys;
        _keyOrdinality = keyOrdinality;
        _valuesAsText = valuesAsText;
        _keyData = keyData;
        _columns = columns;
    }

    /// <summary>The order of keys.</summary>
    public enum KeyOrdinality
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var sorted = _keyOrdinality == KeyOrdinality.ByValue;
        var terms = Array.ConvertAll(_columns, pair => _keyData == null
            ? Terms.Learn(input, input.Schema[pair.inputColumnName], _maximumNumberOfKeys, sorted)
            : Terms.Learn(_keyData, _keyData.Schema.Single(c => !c.IsHidden), _maximumNumberOfKeys, sorted));
        return new(_host.Register(nameof(ValueToKeyMappingTransformer)), _columns, terms, _valuesAsText);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return ShapeOf.Added(inputSchema, _columns.Select(pair =>
        {
            var source = ShapeOf.Input(inputSchema, pair.inputColumnName, _host);
            if (source.Kind != SchemaShape.Column.VectorKind.Scalar || source.IsKey)
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, "a scalar that is no key", source.GetTypeString());
            var valueType = _valuesAsText ? TextDataViewType.Instance : source.ItemType;
            var keyValues = new SchemaShape.Column(AnnotationUtils.Kinds.KeyValues, SchemaShape.Column.VectorKind.Vector, valueType, false);
            return new SchemaShape.Column(pair.outputColumnName, source.Kind, NumberDataViewType.UInt32, true, new([keyValues]));
        }));
    }
}
