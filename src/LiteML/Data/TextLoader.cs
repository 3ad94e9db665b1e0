using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads delimited text, a line a row. A view of it reads the files again on each pass.</summary>
public sealed class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly IHost _host;
    private readonly Options _options;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal TextLoader(IHostEnvironment env, Options options, IMultiStreamSource dataSample = null)
    {
        Contracts.CheckValue(env, nameof(env));
        _host = env.Register(nameof(TextLoader));
        _options = options ?? new Options();
        _host.CheckUserArg(!_options.AllowSparse, nameof(options.AllowSparse), "LiteML reads no sparse text");
        _host.CheckNonEmpty(_options.Columns, nameof(options.Columns));
        string[] header = _options.HasHeader ? FirstLine(dataSample) : null;
        int inputSize = _options.InputSize ?? FirstLine(dataSample)?.Length ?? 0;
        _columns = Array.ConvertAll(_options.Columns, c => new TextColumn(c, inputSize, header, _options));
        var builder = new DataViewSchema.Builder();
        foreach (TextColumn column in _columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        _schema = builder.ToSchema();
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source)
    {
        _host.CheckValue(source, nameof(source));
        return new SourceDataView(_schema, (active, _) => OpenCursor(source, active), () => null, canShuffle: false);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw _host.ExceptNotSupp("LiteML saves no loaders; save the schema with the model instead.");

    /// <summary>The options for a class whose members carry <see cref="LoadColumnAttribute"/>.</summary>
    internal static Options ForClass<TInput>(Options options)
    {
        options.Columns = SchemaDefinition.Create(typeof(TInput), SchemaDefinition.Direction.Write).Select(column =>
        {
            MemberInfo member = typeof(TInput).GetMember(column.MemberName)[0];
            LoadColumnAttribute load = member.GetCustomAttribute<LoadColumnAttribute>()
                ?? throw Contracts.Except($"Member {member.Name} is missing the LoadColumn attribute");
            Type item = (column.ColumnType as VectorDataViewType)?.ItemType.RawType ?? column.ColumnType.RawType;
            bool vector = column.ColumnType is VectorDataViewType;
            Range[] sources = load.Sources.Select(s => new Range(s.Min, s.Max) { ForceVector = vector }).ToArray();
            return new Column(column.ColumnName, TextColumn.Kind(item), sources, member.GetCustomAttribute<KeyTypeAttribute>()?.KeyCount);
        }).ToArray();
        return options;
    }

    private string[] FirstLine(IMultiStreamSource source)
    {
        if (source is null || source.Count == 0)
            return null;
        using TextReader reader = source.OpenTextReader(0);
        var line = new TextLine(_options);
        return line.Read(reader) ? Enumerable.Range(0, line.FieldCount).Select(i => line[i].ToString()).ToArray() : null;
    }

    private DataViewRowCursor OpenCursor(IMultiStreamSource source, bool[] active)
    {
        var line = new TextLine(_options);
        TextReader reader = null;
        int next = 0;
        long rows = 0;
        bool MoveNext()
        {
            while (!(_options.MaxRows <= rows))
            {
                if (reader is not null && line.Read(reader))
                {
                    rows++;
                    return true;
                }
                reader?.Dispose();
                if (next == source.Count)
                    return false;
                reader = source.OpenTextReader(next++);
                if (_options.HasHeader)
                    line.Read(reader);
            }
            return false;
        }
        return RowCursors.Create(_schema, active, MoveNext, index => _columns[index].Getter(line), () => reader?.Dispose());
    }

    internal static class Defaults
    {
        internal const char Separator = '\t';
        internal const char DecimalMarker = '.';
        internal const char EscapeChar = '"';
        internal const bool HasHeader = false;
        internal const bool AllowQuoting = false;
        internal const bool AllowSparse = false;
        internal const bool TrimWhitespace = false;
        internal const bool MissingRealsAsNaNs = false;
        internal const bool ReadMultilines = false;
    }

    /// <summary>How a file is to be read.</summary>
    public class Options
    {
        public Options() { }

        /// <summary>Whether a field may stand in quotes, and so contain separators.</summary>
        public bool AllowQuoting = Defaults.AllowQuoting;
        public bool AllowSparse = Defaults.AllowSparse;
        public int? InputSize;
        public char[] Separators = [Defaults.Separator];
        public char DecimalMarker = Defaults.DecimalMarker;
        public Column[] Columns;
        public bool TrimWhitespace = Defaults.TrimWhitespace;
        public bool HasHeader = Defaults.HasHeader;
        public bool UseThreads = true;

        /// <summary>Whether quoted fields may contain line ends.</summary>
        public bool ReadMultilines = Defaults.ReadMultilines;
        public long? MaxRows;

        /// <summary>What stands before a quote inside a quoted field.</summary>
        public char EscapeChar = Defaults.EscapeChar;

        /// <summary>Whether an empty number is NaN instead of 0.</summary>
        public bool MissingRealsAsNaNs = Defaults.MissingRealsAsNaNs;
    }

    /// <summary>A column and the fields it is made of.</summary>
    public sealed class Column
    {
        public string Name;
        public Range[] Source;
        public KeyCount KeyCount;

        public Column() { }

        public Column(string name, DataKind dataKind, int index) : this(name, dataKind, [new Range(index)]) { }

        /// <summary>A vector of the fields from <paramref name="minIndex"/> to <paramref name="maxIndex"/>, both included.</summary>
        public Column(string name, DataKind dataKind, int minIndex, int maxIndex) : this(name, dataKind, [new Range(minIndex, maxIndex)]) { }

        public Column(string name, DataKind dataKind, Range[] source, KeyCount keyCount = null)
        {
            Contracts.CheckValue(name, nameof(name));
            Contracts.CheckValue(source, nameof(source));
            Name = name;
            DataKind = dataKind;
            Source = source;
            KeyCount = keyCount;
        }

        public DataKind DataKind { get; set; } = DataKind.Single;
    }

    /// <summary>Neighbouring fields, counted from 0.</summary>
    public sealed class Range
    {
        public int Min;

        /// <summary>The last field; null for the last of the line, as found in the sample of the data.</summary>
        public int? Max;

        /// <summary>Whether one field is a vector too.</summary>
        public bool ForceVector;

        public Range() { }

        public Range(int index)
        {
            Contracts.CheckParam(index >= 0, nameof(index), "Must be non-negative");
            Min = index;
            Max = index;
        }

        public Range(int min, int? max)
        {
            Contracts.CheckParam(min >= 0, nameof(min), "Must be non-negative");
            Contracts.CheckParam(!(max < min), nameof(max), "If specified, must be greater than or equal to min");
            Min = min;
            Max = max;
            ForceVector = true;
        }
    }
}
