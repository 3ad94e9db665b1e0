using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Base of transformers that add columns computed from the same row.</summary>
public abstract class RowToRowTransformerBase : ITransformer
{
    protected readonly IHost Host;

    protected RowToRowTransformerBase(IHost host) => Host = host ?? throw new ArgumentNullException(nameof(host));

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return MappedColumns.SchemaOf(inputSchema, MakeRowMapper(inputSchema));
    }

    public IDataView Transform(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        return MappedColumns.View(input, MakeRowMapper(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return MappedColumns.Rows(inputSchema, MakeRowMapper(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    protected abstract void SaveModel(ModelSaveContext ctx);

    protected abstract IRowMapper MakeRowMapper(DataViewSchema schema);
}

/// <summary>Base of transformers that make one column from one column, pair by pair.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    internal readonly (string outputColumnName, string inputColumnName)[] ColumnPairs;

    protected OneToOneTransformerBase(IHost host, params (string outputColumnName, string inputColumnName)[] columns)
        : base(host) => ColumnPairs = columns;

    protected OneToOneTransformerBase(IHost host, ModelLoadContext ctx)
        : base(host)
    {
        var count = ctx.Reader.ReadInt32();
        Host.CheckDecode(count > 0);
        ColumnPairs = new (string, string)[count];
        for (var i = 0; i < count; i++)
        {
            ColumnPairs[i] = (ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());
        }
    }

    protected void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Length);
        foreach (var (output, input) in ColumnPairs)
        {
            ctx.SaveNonEmptyString(output);
            ctx.SaveNonEmptyString(input);
        }
    }

    protected virtual void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol)
    {
    }

    /// <summary>A mapper with one output column per pair.</summary>
    internal IRowMapper MapPairs(DataViewSchema inputSchema)
    {
        var columns = new OutputColumn[ColumnPairs.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var (output, input) = ColumnPairs[i];
            var source = inputSchema.GetColumnOrNull(input) ?? throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input);
            CheckInputColumn(inputSchema, i, source.Index);
            columns[i] = MakeColumn(i, output, source);
        }

        return new ColumnwiseMapper(this, columns);
    }

    /// <summary>The <paramref name="index"/>-th output column, made from <paramref name="source"/>.</summary>
    internal abstract OutputColumn MakeColumn(int index, string name, DataViewSchema.Column source);
}

/// <summary>Base of estimators that have nothing to learn.</summary>
public abstract class TrivialEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    protected readonly IHost Host;

    protected readonly TTransformer Transformer;

    protected TrivialEstimator(IHost host, TTransformer transformer)
    {
        Host = host;
        Transformer = transformer;
    }

    public TTransformer Fit(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        Transformer.GetOutputSchema(input.Schema);
        return Transformer;
    }

    public abstract SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
