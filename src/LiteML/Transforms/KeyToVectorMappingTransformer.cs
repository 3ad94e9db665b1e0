using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ITransformer), typeof(KeyToVectorMappingTransformer), null, typeof(SignatureLoadModel),
    "Key To Vector Transform", KeyToVectorMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Maps a key to the sparse vector with a 1 in the key's slot; the missing key to zeros.</summary>
public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToVectorTransform";

    internal KeyToVectorMappingTransformer(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToVectorMappingTransformer)), columns)
    {
    }

    private KeyToVectorMappingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
    }

    internal static KeyToVectorMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new(env.Register(nameof(KeyToVectorMappingTransformer)), ctx);
    }

    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
    }

    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => MapPairs(schema);

    internal override OutputColumn MakeColumn(int index, string name, DataViewSchema.Column source)
    {
        if (source.Type is not KeyDataViewType { Count: <= int.MaxValue } key)
            throw Host.ExceptSchemaMismatch("inputSchema", "input", source.Name, "Key", source.Type.ToString());
        var size = (int)key.Count;
        var type = new VectorDataViewType(NumberDataViewType.Single, size);
        return new(new(name, type, AnnotationsOf(source, size)), [source.Index], row => MakeGetter(row, source, size));
    }

    private static ValueGetter<VBuffer<float>> MakeGetter(DataViewRow row, DataViewSchema.Column source, int size)
    {
        var getKey = NumberGetters.KeyAsUInt64(row, source);
        ulong key = 0;
        return (ref VBuffer<float> value) =>
        {
            getKey(ref key);
            var known = key > 0 && key <= (ulong)size;
            var editor = VBufferEditor.Create(ref value, size, known ? 1 : 0, requireIndicesOnDense: true);
            if (known)
            {
                editor.Values[0] = 1;
                editor.Indices[0] = (int)key - 1;
            }

            value = editor.Commit();
        };
    }

    private static DataViewSchema.Annotations AnnotationsOf(DataViewSchema.Column source, int size)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (source.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues) is { Type: VectorDataViewType values })
        {
            var names = KeyValueTexts.Of(source, values);
            annotations.Add<VBuffer<ReadOnlyMemory<char>>>(AnnotationUtils.Kinds.SlotNames, AnnotationUtils.GetNamesType(size),
                (ref VBuffer<ReadOnlyMemory<char>> value) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref value, names.Length));
        }

        annotations.Add<VBuffer<int>>(AnnotationUtils.Kinds.CategoricalSlotRanges, new VectorDataViewType(NumberDataViewType.Int32, 1, 2),
            (ref VBuffer<int> value) => VBuffer<int>.Copy([0, size - 1], 0, ref value, 2));
        annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        return annotations.ToAnnotations();
    }

    private static VersionInfo GetVersionInfo() =>
        new("KEY2VECT", 0x00010001, 0x00010001, 0x00010001, typeof(KeyToVectorMappingTransformer).Assembly.FullName, LoaderSignature);

    /// <summary>A key column's values as text.</summary>
    private abstract class KeyValueTexts
    {
        public static ReadOnlyMemory<char>[] Of(DataViewSchema.Column source, VectorDataViewType values) =>
            ((KeyValueTexts)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(values.ItemType.RawType))).Read(source);

        public abstract ReadOnlyMemory<char>[] Read(DataViewSchema.Column source);

        private sealed class Typed<T> : KeyValueTexts
        {
            public override ReadOnlyMemory<char>[] Read(DataViewSchema.Column source)
            {
                VBuffer<T> values = default;
                source.GetKeyValues(ref values);
                return values.DenseValues().Select(Terms.Text).ToArray();
            }
        }
    }
}
