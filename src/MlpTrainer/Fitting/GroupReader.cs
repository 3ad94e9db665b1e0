using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace MlpTrainer.Fitting;

/// <summary>Numbers the groups of the named column in order of appearance, so that a split can keep each whole.</summary>
internal abstract class GroupReader(DataViewSchema.Column column)
{
    private readonly List<ulong> _ids = [];

    protected DataViewSchema.Column Column { get; } = column;

    public int[] ExtraColumns => [Column.Index];

    /// <summary>The group of every row added so far.</summary>
    public IReadOnlyList<ulong> Ids => _ids;

    public abstract void Attach(FloatLabelCursor cursor);

    /// <summary>Takes note of the current row's group.</summary>
    public void Add() => _ids.Add(Current());

    protected abstract ulong Current();

    /// <summary>The reader for a column, or null if none is named.</summary>
    public static GroupReader? For(IExceptionContext host, RoleMappedData data, string? name)
    {
        if (name is null)
        {
            return null;
        }

        if (data.Schema.Schema.GetColumnOrNull(name) is not { } column)
        {
            throw host.ExceptParam(nameof(MlpOptions.GroupColumnName), $"Could not find group column '{name}'.");
        }

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
        private readonly Dictionary<T, ulong> _numbers = [];
        private ValueGetter<T>? _getter;
        private T _value = default!;

        public override void Attach(FloatLabelCursor cursor) => _getter = cursor.Row.GetGetter<T>(Column);

        protected override ulong Current()
        {
            _getter!(ref _value);
            _numbers.TryAdd(_value, (ulong)_numbers.Count);
            return _numbers[_value];
        }
    }

    private sealed class TextReader(DataViewSchema.Column column) : GroupReader(column)
    {
        private readonly Dictionary<string, ulong> _numbers = [];
        private ValueGetter<ReadOnlyMemory<char>>? _getter;
        private ReadOnlyMemory<char> _value;

        public override void Attach(FloatLabelCursor cursor) => _getter = cursor.Row.GetGetter<ReadOnlyMemory<char>>(Column);

        protected override ulong Current()
        {
            _getter!(ref _value);
            string text = _value.ToString();
            _numbers.TryAdd(text, (ulong)_numbers.Count);
            return _numbers[text];
        }
    }
}
