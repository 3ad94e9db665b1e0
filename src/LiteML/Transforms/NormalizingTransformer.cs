using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ITransformer), typeof(NormalizingTransformer), null, typeof(SignatureLoadModel),
    "Normalizer", NormalizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Brings columns to one scale by the affine maps that were learned.</summary>
public sealed class NormalizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "Normalizer";

    private readonly AffineMap[] _maps;

    internal NormalizingTransformer(IHost host, (string outputColumnName, string inputColumnName)[] columns, AffineMap[] maps)
        : base(host, columns) => _maps = maps;

    private NormalizingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx) => _maps = Array.ConvertAll(ColumnPairs, _ => new AffineMap(host, ctx.Reader));

    internal static NormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new(env.Register(nameof(NormalizingTransformer)), ctx);
    }

    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
        foreach (var map in _maps)
            map.Save(ctx.Writer);
    }

    protected override void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol)
    {
        var source = inputSchema[srcCol];
        if (!source.Type.Equals(_maps[col].Type))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, _maps[col].Type.ToString(), source.Type.ToString());
    }

    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => MapPairs(schema);

    internal override OutputColumn MakeColumn(int index, string name, DataViewSchema.Column source)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        annotations.Add(source.Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
        var map = _maps[index];
        return new(new(name, source.Type, annotations.ToAnnotations()), [source.Index],
            row => SlotMap.MakeGetter(row, source, map.Apply, map.KeepsZero));
    }

    private static VersionInfo GetVersionInfo() =>
        new("NORMALZR", 0x00010001, 0x00010001, 0x00010001, typeof(NormalizingTransformer).Assembly.FullName, LoaderSignature);
}

/// <summary>y = (x − offset)·scale, slot by slot.</summary>
internal sealed class AffineMap
{
    private readonly double[] _scales;
    private readonly double[] _offsets;

    internal AffineMap(DataViewType type, SlotStatistics statistics, NormalizingEstimator.AffineRule rule)
    {
        Type = type;
        var maps = Enumerable.Range(0, statistics.Count.Length).Select(slot => rule(statistics, slot)).ToArray();
        _scales = Array.ConvertAll(maps, m => m.Scale);
        _offsets = Array.ConvertAll(maps, m => m.Offset);
    }

    internal AffineMap(IExceptionContext host, BinaryReader reader)
    {
        Type = SchemaFile.ReadType(host, reader);
        _scales = ValueFile.ReadAll<double>(host, reader);
        _offsets = ValueFile.ReadAll<double>(host, reader);
        var slots = (Type as VectorDataViewType)?.Size ?? 1;
        host.CheckDecode(_scales.Length == slots && _offsets.Length == slots);
    }

    internal DataViewType Type { get; }

    internal bool KeepsZero => Array.TrueForAll(_offsets, o => o == 0);

    internal double Apply(int slot, double value) => (value - _offsets[slot]) * _scales[slot];

    internal void Save(BinaryWriter writer)
    {
        SchemaFile.WriteType(writer, Type);
        ValueFile.WriteAll(writer, _scales);
        ValueFile.WriteAll(writer, _offsets);
    }
}
