using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Joins columns of one item type, scalars and vectors, into one vector.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
    {
        _host = env.Register("ColumnConcatenatingEstimator");
        _host.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        _host.CheckValue(inputColumnNames, nameof(inputColumnNames));
        _host.CheckParam(!inputColumnNames.Any(string.IsNullOrEmpty), nameof(inputColumnNames), "Contained some null or empty items");
        _name = outputColumnName;
        _sources = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        GetOutputSchema(SchemaShape.Create(input.Schema));
        return new ColumnConcatenatingTransformer(_host, _name, _sources);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        var sources = Array.ConvertAll(_sources, name => ShapeOf.Input(inputSchema, name, _host));
        var item = sources[0].ItemType;
        foreach (var source in sources)
        {
            if (source.IsKey || !source.ItemType.Equals(item))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, item.ToString(), source.GetTypeString());
        }

        var annotations = new List<SchemaShape.Column>();
        if (sources.Any(s => s.Kind == SchemaShape.Column.VectorKind.Scalar || s.HasSlotNames()))
            annotations.Add(ShapeOf.SlotNames());
        if (sources.All(AnnotationUtils.IsNormalized))
            annotations.Add(ShapeOf.IsNormalized());
        var kind = sources.Any(s => s.Kind == SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        return ShapeOf.Added(inputSchema, new SchemaShape.Column(_name, kind, item, false, new(annotations)));
    }
}
