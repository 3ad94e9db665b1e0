using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace MlpTrainer.Fitting;

/// <summary>Numbers the groups of the named column in order of appearance, so that a split can keep each whole.</summary>
internal abstract class GroupReader(DataViewSchema.Column column)
{
    private readonly List<ulong> ids = [];

    protected DataViewSchema.Column Column { get; } = column;

    public int[] ExtraColumns => [Column.Index];

    /// <summary>The group of every row added so far.</summary>
    public IReadOnlyList<ulong> Ids => ids;

    public abstract void Attach(FloatLabelCursor cursor);

    /// <summary>Takes note of the current row's group.</summary>
    public void Add() => ids.Add(Current());

    protected abstract ulong Current();

    /// <summary>The reader for a column, or null if none is named.</summary>
    public static GroupReader? For(IExceptionContext host, RoleMappedData data, string? name)
    {
        if (name is null)
            return null;
        if (data.Schema.Schema.GetColumnOrNull(name) is not { } column)
            throw host.ExceptParam(nameof(MlpOptions.GroupColumnName), $"Could not find group column '{name}'.");
        Type type = column.Type.RawType;
        return type == typeof(uint) ? new Reader<uint>(column)
            : type == typeof(int) ? new Reader<int>(column)
            : type == typeof(long) ? new Reader<long>(column)
            : type == typeof(ulong) ? new Reader<ulong>(column)
            : type == typeof(ReadOnlyMemory<char>) ? new TextReader(column)
            : throw host.ExceptParam(nameof(MlpOptions.GroupColumnName),
                $"Group column '{name}' must be a key, an integer or a text, but was {column.Type}.");
    }

    private sealed class Reader<T>(DataViewSchema.Column column) : GroupReader(column)
        where T : notnull
    {
        private readonly Dictionary<T, ulong> numbers = [];
        private ValueGetter<T>? getter;
        private T value = default!;

        public override void Attach(FloatLabelCursor cursor) => getter = cursor.Row.GetGetter<T>(Column);

        protected override ulong Current()
        {
            getter!(ref value);
            numbers.TryAdd(value, (ulong)numbers.Count);
            return numbers[value];
        }
    }

    private sealed class TextReader(DataViewSchema.Column column) : GroupReader(column)
    {
        private readonly Dictionary<string, ulong> numbers = [];
        private ValueGetter<ReadOnlyMemory<char>>? getter;
        private ReadOnlyMemory<char> value;

        public override void Attach(FloatLabelCursor cursor) => getter = cursor.Row.GetGetter<ReadOnlyMemory<char>>(Column);

        protected override ulong Current()
        {
            getter!(ref value);
            string text = value.ToString();
            numbers.TryAdd(text, (ulong)numbers.Count);
            return numbers[text];
        }
    }
}
