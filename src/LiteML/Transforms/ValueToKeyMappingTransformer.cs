using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ITransformer), typeof(ValueToKeyMappingTransformer), null, typeof(SignatureLoadModel),
    "Term Transform", ValueToKeyMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to the keys that were learned; values that were not seen, and missing ones, to the missing key 0.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "TermTransform";

    private readonly Terms[] _terms;
    private readonly bool _valuesAsText;

    internal ValueToKeyMappingTransformer(
        IHost host, (string outputColumnName, string inputColumnName)[] columns, Terms[] terms, bool valuesAsText)
        : base(host, columns)
    {
        _terms = terms;
        _valuesAsText = valuesAsText;
    }

    private ValueToKeyMappingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        _valuesAsText = ctx.Reader.ReadBoolean();
        _terms = Array.ConvertAll(ColumnPairs, _ => Terms.Load(host, ctx.Reader));
    }

    internal static ValueToKeyMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new(env.Register(nameof(ValueToKeyMappingTransformer)), ctx);
    }

    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
        ctx.Writer.Write(_valuesAsText);
        foreach (var terms in _terms)
            terms.Save(ctx.Writer);
    }

    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => MapPairs(schema);

    internal override OutputColumn MakeColumn(int index, string name, DataViewSchema.Column source)
    {
        var terms = _terms[index];
        if (!source.Type.Equals(terms.Type))
            throw Host.ExceptSchemaMismatch("inputSchema", "input", source.Name, terms.Type.ToString(), source.Type.ToString());
        var annotations = new DataViewSchema.Annotations.Builder();
        if (terms.Count > 0)
            terms.AddKeyValues(annotations, _valuesAsText);
        var type = new KeyDataViewType(typeof(uint), Math.Max(terms.Count, 1));
        return new(new(name, type, annotations.ToAnnotations()), [source.Index], row => terms.KeyGetter(row, source));
    }

    private static VersionInfo GetVersionInfo() =>
        new("TERMTRNF", 0x00010001, 0x00010001, 0x00010001, typeof(ValueToKeyMappingTransformer).Assembly.FullName, LoaderSignature);
}
