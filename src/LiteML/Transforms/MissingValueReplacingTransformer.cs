using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ITransformer), typeof(MissingValueReplacingTransformer), null, typeof(SignatureLoadModel),
    "NA Replace Transform", MissingValueReplacingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Puts learned values in the place of NaN, slot by slot.</summary>
public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "NAReplaceTransform";

    private readonly DataViewType[] _types;
    private readonly double[][] _replacements;

    internal MissingValueReplacingTransformer(
        IHost host, (string outputColumnName, string inputColumnName)[] columns, DataViewType[] types, double[][] replacements)
        : base(host, columns)
    {
        _types = types;
        _replacements = replacements;
    }

    private MissingValueReplacingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        _types = new DataViewType[ColumnPairs.Length];
        _replacements = new double[ColumnPairs.Length][];
        for (var i = 0; i < ColumnPairs.Length; i++)
        {
            _types[i] = SchemaFile.ReadType(host, ctx.Reader);
            _replacements[i] = ValueFile.ReadAll<double>(host, ctx.Reader);
            host.CheckDecode(_replacements[i].Length == ((_types[i] as VectorDataViewType)?.Size ?? 1));
        }
    }

    internal static MissingValueReplacingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new(env.Register(nameof(MissingValueReplacingTransformer)), ctx);
    }

    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
        for (var i = 0; i < ColumnPairs.Length; i++)
        {
            SchemaFile.WriteType(ctx.Writer, _types[i]);
            ValueFile.WriteAll(ctx.Writer, _replacements[i]);
        }
    }

    protected override void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol)
    {
        var source = inputSchema[srcCol];
        if (!source.Type.Equals(_types[col]))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, _types[col].ToString(), source.Type.ToString());
    }

    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => MapPairs(schema);

    internal override OutputColumn MakeColumn(int index, string name, DataViewSchema.Column source)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, kind => kind is AnnotationUtils.Kinds.SlotNames or AnnotationUtils.Kinds.IsNormalized);
        var replacements = _replacements[index];
        return new(new(name, source.Type, annotations.ToAnnotations()), [source.Index],
            row => SlotMap.MakeGetter(row, source, (slot, value) => double.IsNaN(value) ? replacements[slot] : value, keepsZero: true));
    }

    private static VersionInfo GetVersionInfo() =>
        new("NAREP  F", 0x00010001, 0x00010001, 0x00010001, typeof(MissingValueReplacingTransformer).Assembly.FullName, LoaderSignature);
}
