using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ITransformer), typeof(KeyToValueMappingTransformer), null, typeof(SignatureLoadModel),
    "Key To Value Transform", KeyToValueMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys back to the values that their column's annotation lists; the missing key to the missing value.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingEstimator)), new KeyToValueMappingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return ShapeOf.Added(inputSchema, Transformer.ColumnPairs.Select(pair =>
        {
            var source = ShapeOf.Input(inputSchema, pair.inputColumnName, Host);
            if (!source.IsKey || !source.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, "key type with KeyValues annotation", source.GetTypeString());
            return new SchemaShape.Column(pair.outputColumnName, source.Kind, values.ItemType, values.IsKey);
        }));
    }
}

/// <inheritdoc cref="KeyToValueMappingEstimator"/>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToValueTransform";

    internal KeyToValueMappingTransformer(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingTransformer)), columns)
    {
    }

    private KeyToValueMappingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
    }

    internal static KeyToValueMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new(env.Register(nameof(KeyToValueMappingTransformer)), ctx);
    }

    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
    }

    protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema) => MapPairs(inputSchema);

    internal override OutputColumn MakeColumn(int index, string name, DataViewSchema.Column source)
    {
        var keyValues = source.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues);
        if (source.Type is not KeyDataViewType || keyValues is not { Type: VectorDataViewType values })
            throw Host.ExceptSchemaMismatch("inputSchema", "input", source.Name, "key type with KeyValues annotation", source.Type.ToString());
        var getters = (ValueGetters)Activator.CreateInstance(typeof(ValueGetters<>).MakeGenericType(values.ItemType.RawType));
        return new(new(name, values.ItemType), [source.Index], row => getters.MakeGetter(row, source));
    }

    private static VersionInfo GetVersionInfo() =>
        new("KEY2VALT", 0x00010001, 0x00010001, 0x00010001, typeof(KeyToValueMappingTransformer).Assembly.FullName, LoaderSignature);

    private abstract class ValueGetters
    {
        public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source);
    }

    private sealed class ValueGetters<T> : ValueGetters
    {
        public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source)
        {
            VBuffer<T> keyValues = default;
            source.GetKeyValues(ref keyValues);
            T[] values = [.. keyValues.DenseValues()];
            object missing = typeof(T) == typeof(float) ? float.NaN : typeof(T) == typeof(double) ? double.NaN : default(T);
            var getKey = NumberGetters.KeyAsUInt64(row, source);
            ulong key = 0;
            return (ValueGetter<T>)((ref T value) =>
            {
                getKey(ref key);
                value = key > 0 && key <= (ulong)values.Length ? values[key - 1] : (T)missing;
            });
        }
    }
}
