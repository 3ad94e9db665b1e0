using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns what to put in the place of NaN.</summary>
public sealed class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    private readonly IHost _host;
    private readonly ReplacementMode _mode;
    private readonly bool _imputeBySlot;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;

    internal MissingValueReplacingEstimator(
        IHostEnvironment env, ReplacementMode replacementMode, bool imputeBySlot, params (string outputColumnName, string inputColumnName)[] columns)
    {
        _host = env.Register(nameof(MissingValueReplacingEstimator));
        if (replacementMode is not (ReplacementMode.DefaultValue or ReplacementMode.Mean or ReplacementMode.Minimum or ReplacementMode.Maximum))
            throw _host.ExceptNotSupp($"LiteML does not replace missing values by {replacementMode}.");
        _mode = replacementMode;
        _imputeBySlot = imputeBySlot;
        _columns = columns;
    }

    /// <summary>What stands in for a missing value: zero, or a figure of the slot's (or column's) other values.</summary>
    public enum ReplacementMode
    {
        DefaultValue = 0,
        Mean = 1,
        Minimum = 2,
        Maximum = 3,
        Mode = 5,
    }

    public MissingValueReplacingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var sources = Array.ConvertAll(_columns, pair => input.Schema[pair.inputColumnName]);
        var replacements = _mode == ReplacementMode.DefaultValue
            ? Array.ConvertAll(sources, s => new double[(s.Type as VectorDataViewType)?.Size ?? 1])
            : Array.ConvertAll(SlotStatistics.Read(input, sources), Replacements);
        return new(_host.Register(nameof(MissingValueReplacingTransformer)), _columns, Array.ConvertAll(sources, s => s.Type), replacements);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return ShapeOf.Added(inputSchema, _columns.Select(pair =>
        {
            var source = ShapeOf.Input(inputSchema, pair.inputColumnName, _host);
            if (source.Kind == SchemaShape.Column.VectorKind.VariableVector || !SlotStatistics.CanRead(source.ItemType))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, "Single, Double or known-size vector of them", source.GetTypeString());
            var annotations = ShapeOf.Annotations(source, AnnotationUtils.Kinds.SlotNames, AnnotationUtils.Kinds.IsNormalized);
            return new SchemaShape.Column(pair.outputColumnName, source.Kind, source.ItemType, false, annotations);
        }));
    }

    private double[] Replacements(SlotStatistics statistics)
    {
        var figures = Enumerable.Range(0, statistics.Count.Length).Select(slot => Figure(statistics, slot)).ToArray();
        if (_imputeBySlot)
            return figures;
        var whole = _mode switch
        {
            ReplacementMode.Minimum => figures.Min(),
            ReplacementMode.Maximum => figures.Max(),
            _ => figures.Select((mean, slot) => mean * statistics.Count[slot]).Sum() / Math.Max(statistics.Count.Sum(), 1),
        };
        return Array.ConvertAll(figures, _ => whole);
    }

    /// <summary>0 for a slot without any value.</summary>
    private double Figure(SlotStatistics statistics, int slot) =>
        statistics.Count[slot] == 0
            ? 0
            : _mode switch
            {
                ReplacementMode.Minimum => statistics.Minimum[slot],
                ReplacementMode.Maximum => statistics.Maximum[slot],
                _ => statistics.Mean[slot],
            };
}
