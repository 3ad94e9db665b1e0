using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ITransformer), typeof(ColumnSelectingTransformer), null, typeof(SignatureLoadModel),
    "Select Columns", ColumnSelectingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Keeps some columns, or all but some. Hidden columns go.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(IHostEnvironment env, bool keep, string[] columns)
        : base(env.Register(nameof(ColumnSelectingEstimator)), new ColumnSelectingTransformer(env.Register(nameof(ColumnSelectingTransformer)), keep, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        Transformer.CheckFound(inputSchema.Select(c => c.Name));
        return new(inputSchema.Where(c => Transformer.Keeps(c.Name)));
    }
}

/// <inheritdoc cref="ColumnSelectingEstimator"/>
public sealed class ColumnSelectingTransformer : ITransformer
{
    internal const string LoaderSignature = "SelectColumnsTransform";

    private readonly IHost _host;
    private readonly bool _keep;
    private readonly string[] _columns;

    internal ColumnSelectingTransformer(IHost host, bool keep, string[] columns)
    {
        _host = host;
        _keep = keep;
        _columns = columns;
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new Selection(inputSchema, this).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new SelectedView(input, new(input.Schema, this));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new Selection(inputSchema, this);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.Writer.Write(_keep);
        ctx.Writer.Write(_columns.Length);
        foreach (var column in _columns)
            ctx.SaveNonEmptyString(column);
    }

    internal static ColumnSelectingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        var host = env.Register(nameof(ColumnSelectingTransformer));
        var keep = ctx.Reader.ReadBoolean();
        var count = ctx.Reader.ReadInt32();
        host.CheckDecode(count >= 0);
        var columns = new List<string>();
        for (var i = 0; i < count; i++)
            columns.Add(ctx.LoadNonEmptyString());
        return new(host, keep, [.. columns]);
    }

    internal bool Keeps(string name) => _columns.Contains(name) == _keep;

    internal void CheckFound(IEnumerable<string> names)
    {
        if (_columns.Except(names).FirstOrDefault() is { } missing)
            throw _host.ExceptSchemaMismatch("inputSchema", "input", missing);
    }

    private static VersionInfo GetVersionInfo() =>
        new("SELCOLST", 0x00010001, 0x00010001, 0x00010001, typeof(ColumnSelectingTransformer).Assembly.FullName, LoaderSignature);

    /// <summary>Which columns of an input stay.</summary>
    private sealed class Selection : IRowToRowMapper
    {
        private readonly DataViewSchema.Column[] _kept;

        public Selection(DataViewSchema input, ColumnSelectingTransformer transformer)
        {
            transformer._host.CheckValue(input, "inputSchema");
            transformer.CheckFound(input.Where(c => !c.IsHidden).Select(c => c.Name));
            InputSchema = input;
            _kept = input.Where(c => !c.IsHidden && transformer.Keeps(c.Name)).ToArray();
            var builder = new DataViewSchema.Builder();
            builder.AddColumns(_kept);
            OutputSchema = builder.ToSchema();
        }

        public DataViewSchema InputSchema { get; }

        public DataViewSchema OutputSchema { get; }

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
            dependingColumns.Select(Source).ToArray();

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new SelectedRow(input, this);

        public DataViewSchema.Column Source(DataViewSchema.Column column) => _kept[column.Index];
    }

    private sealed class SelectedView(IDataView source, Selection selection) : IDataView
    {
        public DataViewSchema Schema => selection.OutputSchema;

        public bool CanShuffle => source.CanShuffle;

        public long? GetRowCount() => source.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
            Cursor(source.GetRowCursor(selection.GetDependencies(columnsNeeded), rand), selection);

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
            Array.ConvertAll(
                source.GetRowCursorSet(selection.GetDependencies(columnsNeeded), n, rand),
                c => Cursor(c, selection));
    }

    private static DataViewRowCursor Cursor(DataViewRowCursor source, Selection selection) =>
        CursorsOfRows.Over(source, new SelectedRow(source, selection));

    private sealed class SelectedRow(DataViewRow source, Selection selection) : DataViewRow
    {
        public override DataViewSchema Schema => selection.OutputSchema;

        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(selection.Source(column));

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => source.GetGetter<TValue>(selection.Source(column));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
