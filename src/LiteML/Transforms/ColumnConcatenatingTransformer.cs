using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ITransformer), typeof(ColumnConcatenatingTransformer), null, typeof(SignatureLoadModel),
    "Concat Transform", ColumnConcatenatingTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Joins columns of one item type, scalars and vectors, into one vector, sparse if less than half of it is explicit.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "ConcatTransform";

    private readonly string _name;
    private readonly string[] _sources;

    public ColumnConcatenatingTransformer(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
        : base(env.Register(nameof(ColumnConcatenatingTransformer)))
    {
        _name = Host.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        _sources = Host.CheckNonEmpty(inputColumnNames, nameof(inputColumnNames));
    }

    internal static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        var name = ctx.LoadNonEmptyString();
        var count = ctx.Reader.ReadInt32();
        env.CheckDecode(count > 0);
        var sources = new List<string>();
        for (var i = 0; i < count; i++)
            sources.Add(ctx.LoadNonEmptyString());
        return new(env, name, [.. sources]);
    }

    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.SaveNonEmptyString(_name);
        ctx.Writer.Write(_sources.Length);
        foreach (var source in _sources)
            ctx.SaveNonEmptyString(source);
    }

    protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema)
    {
        var sources = Array.ConvertAll(_sources, name =>
            inputSchema.GetColumnOrNull(name) ?? throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name));
        var item = ItemType(sources[0]);
        var size = 0;
        var known = true;
        foreach (var source in sources)
        {
            if (!ItemType(source).Equals(item))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, item.ToString(), source.Type.ToString());
            size += source.Type is VectorDataViewType vector ? vector.Size : 1;
            known &= source.Type is not VectorDataViewType { IsKnownSize: false };
        }

        var column = new DataViewSchema.DetachedColumn(_name, new VectorDataViewType(item, known ? size : 0), AnnotationsOf(sources, known ? size : 0));
        var joiner = (Joiner)Activator.CreateInstance(typeof(Joiner<>).MakeGenericType(item.RawType));
        return new ColumnwiseMapper(this, new OutputColumn(column, Array.ConvertAll(sources, s => s.Index), row => joiner.MakeGetter(row, sources)));
    }

    private static PrimitiveDataViewType ItemType(DataViewSchema.Column column) =>
        (column.Type as VectorDataViewType)?.ItemType ?? (PrimitiveDataViewType)column.Type;

    /// <summary>A lone vector keeps its annotations; else slots are named after their columns, if any slot has a name.</summary>
    private static DataViewSchema.Annotations AnnotationsOf(DataViewSchema.Column[] sources, int size)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (sources is [{ Type: VectorDataViewType } lone])
        {
            annotations.Add(lone.Annotations, kind => kind is AnnotationUtils.Kinds.SlotNames or AnnotationUtils.Kinds.IsNormalized
                or AnnotationUtils.Kinds.CategoricalSlotRanges);
            return annotations.ToAnnotations();
        }

        if (size > 0 && sources.Any(s => s.Type is not VectorDataViewType || s.HasSlotNames()))
        {
            var names = sources.SelectMany(SlotNames).ToArray();
            annotations.Add<VBuffer<ReadOnlyMemory<char>>>(AnnotationUtils.Kinds.SlotNames, AnnotationUtils.GetNamesType(size),
                (ref VBuffer<ReadOnlyMemory<char>> value) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref value, names.Length));
        }

        if (sources.All(s => s.IsNormalized()))
            annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        return annotations.ToAnnotations();
    }

    private static IEnumerable<ReadOnlyMemory<char>> SlotNames(DataViewSchema.Column source)
    {
        if (source.Type is not VectorDataViewType vector)
            return [source.Name.AsMemory()];
        if (!source.HasSlotNames())
            return new ReadOnlyMemory<char>[vector.Size];
        VBuffer<ReadOnlyMemory<char>> names = default;
        source.GetSlotNames(ref names);
        return names.DenseValues().Select(n => n.IsEmpty ? n : $"{source.Name}.{n}".AsMemory()).ToArray();
    }

    private static VersionInfo GetVersionInfo() =>
        new("CONCAT F", 0x00010001, 0x00010001, 0x00010001, typeof(ColumnConcatenatingTransformer).Assembly.FullName, LoaderSignature);

    private abstract class Joiner
    {
        public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column[] sources);
    }

    private sealed class Joiner<T> : Joiner
    {
        public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column[] sources)
        {
            var getters = Array.ConvertAll(sources, s => AsVector(row, s));
            var parts = new VBuffer<T>[sources.Length];
            return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
            {
                int length = 0, count = 0;
                for (var i = 0; i < parts.Length; i++)
                {
                    getters[i](ref parts[i]);
                    length += parts[i].Length;
                    count += parts[i].GetValues().Length;
                }

                value = count < length / 2 ? Sparse(parts, length, count, ref value) : Dense(parts, length, ref value);
            });
        }

        private static ValueGetter<VBuffer<T>> AsVector(DataViewRow row, DataViewSchema.Column source)
        {
            if (source.Type is VectorDataViewType)
                return row.GetGetter<VBuffer<T>>(source);
            var getter = row.GetGetter<T>(source);
            return (ref VBuffer<T> value) =>
            {
                var editor = VBufferEditor.Create(ref value, 1);
                getter(ref editor.Values[0]);
                value = editor.Commit();
            };
        }

        private static VBuffer<T> Dense(VBuffer<T>[] parts, int length, ref VBuffer<T> value)
        {
            var editor = VBufferEditor.Create(ref value, length);
            var start = 0;
            foreach (var part in parts)
            {
                part.CopyTo(editor.Values, start);
                start += part.Length;
            }

            return editor.Commit();
        }

        private static VBuffer<T> Sparse(VBuffer<T>[] parts, int length, int count, ref VBuffer<T> value)
        {
            var editor = VBufferEditor.Create(ref value, length, count);
            int start = 0, next = 0;
            foreach (var part in parts)
            {
                var values = part.GetValues();
                var indices = part.GetIndices();
                for (var i = 0; i < values.Length; i++, next++)
                {
                    editor.Values[next] = values[i];
                    editor.Indices[next] = start + (part.IsDense ? i : indices[i]);
                }

                start += part.Length;
            }

            return editor.Commit();
        }
    }
}
