using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns for every slot of the columns an affine map that brings its values to one scale.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHost _host;
    private readonly AffineRule _rule;
    private readonly long _maximumExampleCount;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;

    /// <summary>From a slot's statistics to the scale and offset of y = (x − offset)·scale.</summary>
    internal delegate (double Scale, double Offset) AffineRule(SlotStatistics statistics, int slot);

    internal NormalizingEstimator(
        IHostEnvironment env, AffineRule rule, long maximumExampleCount, params (string outputColumnName, string inputColumnName)[] columns)
    {
        _host = env.Register(nameof(NormalizingEstimator));
        _host.CheckParam(maximumExampleCount > 1, nameof(maximumExampleCount), "Must be greater than 1");
        _rule = rule;
        _maximumExampleCount = maximumExampleCount;
        _columns = columns;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var sources = Array.ConvertAll(_columns, pair => input.Schema[pair.inputColumnName]);
        var statistics = SlotStatistics.Read(input, sources, _maximumExampleCount);
        var maps = statistics.Select((s, i) => new AffineMap(sources[i].Type, s, _rule)).ToArray();
        return new NormalizingTransformer(_host.Register(nameof(NormalizingTransformer)), _columns, maps);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return ShapeOf.Added(inputSchema, _columns.Select(pair =>
        {
            var source = ShapeOf.Input(inputSchema, pair.inputColumnName, _host);
            if (source.Kind == SchemaShape.Column.VectorKind.VariableVector || !SlotStatistics.CanRead(source.ItemType))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, "Single, Double or known-size vector of them", source.GetTypeString());
            var annotations = ShapeOf.Annotations(source, AnnotationUtils.Kinds.SlotNames).Append(ShapeOf.IsNormalized());
            return new SchemaShape.Column(pair.outputColumnName, source.Kind, source.ItemType, false, new(annotations));
        }));
    }

    /// <summary>To [−1, 1] keeping zero, or to [0, 1]; a constant slot becomes 0 unless zero is kept.</summary>
    internal static AffineRule MinMax(bool fixZero) => (statistics, slot) =>
    {
        var (minimum, maximum) = (statistics.Minimum[slot], statistics.Maximum[slot]);
        if (fixZero)
        {
            var largest = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
            return (largest > 0 && double.IsFinite(largest) ? 1 / largest : 0, 0);
        }

        return minimum < maximum ? (1 / (maximum - minimum), minimum) : (0, 0);
    };

    /// <summary>To mean square 1 keeping zero, or to mean 0 and variance 1; a constant slot becomes 0.</summary>
    internal static AffineRule MeanVariance(bool fixZero) => (statistics, slot) =>
    {
        var (mean, variance) = (statistics.Mean[slot], statistics.Variance(slot));
        if (!(variance > 0))
            return (0, 0);
        return fixZero ? (1 / Math.Sqrt(variance + (mean * mean)), 0) : (1 / Math.Sqrt(variance), mean);
    };
}
