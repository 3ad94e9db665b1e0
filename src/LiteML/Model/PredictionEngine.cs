using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>How a prediction engine is made.</summary>
public sealed class PredictionEngineOptions
{
    public PredictionEngineOptions() { }

    /// <summary>Whether members of the prediction that are no column are left as they are.</summary>
    public bool IgnoreMissingColumns = true;
    public SchemaDefinition InputSchemaDefinition;
    public SchemaDefinition OutputSchemaDefinition;

    /// <summary>Whether disposing the engine disposes the transformer.</summary>
    public bool OwnsTransformer = true;
}

/// <summary>Transforms one object at a time. Not for several threads at once.</summary>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable where TSrc : class where TDst : class, new()
{
    private readonly ITransformer _transformer;
    private readonly bool _ownsTransformer;
    private readonly DataViewRowCursor _input;
    private readonly DataViewRow _output;
    private readonly Action<TDst> _fill;
    private TSrc _current;
    private bool _disposed;

    protected PredictionEngineBase(IHostEnvironment env, ITransformer transformer, bool ignoreMissingColumns,
        SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null, bool ownsTransformer = true)
    {
        Contracts.CheckValue(env, nameof(env));
        env.CheckValue(transformer, nameof(transformer));
        env.CheckParam(transformer.IsRowToRowMapper, nameof(transformer), "Must be a row to row mapper");
        _transformer = transformer;
        _ownsTransformer = ownsTransformer;
        var reader = new ObjectReader<TSrc>(inputSchemaDefinition);
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(reader.Schema);
        OutputSchema = mapper.OutputSchema;
        var writer = new ObjectWriter<TDst>(OutputSchema, ignoreMissingColumns, outputSchemaDefinition);
        _input = RowCursors.Create(reader.Schema, RowCursors.Active(reader.Schema, reader.Schema), () => true,
            index => reader.Getter(index, () => _current));
        _output = mapper.GetRow(_input, writer.Columns);
        _fill = writer.Bind(_output);
    }

    public DataViewSchema OutputSchema { get; }

    protected ITransformer Transformer => _transformer;

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    public abstract void Predict(TSrc example, ref TDst prediction);

    /// <summary>Makes the example the next row, so that what was computed for the last one is not taken for it.</summary>
    protected void ExtractValues(TSrc example)
    {
        _current = example;
        _input.MoveNext();
    }

    protected void FillValues(TDst prediction) => _fill(prediction);

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _output.Dispose();
        if (_ownsTransformer)
            (_transformer as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <inheritdoc/>
public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst> where TSrc : class where TDst : class, new()
{
    internal PredictionEngine(IHostEnvironment env, ITransformer transformer, bool ignoreMissingColumns,
        SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null, bool ownsTransformer = true)
        : base(env, transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition, ownsTransformer) { }

    public override void Predict(TSrc example, ref TDst prediction)
    {
        Contracts.CheckValue(example, nameof(example));
        prediction ??= new TDst();
        ExtractValues(example);
        FillValues(prediction);
    }
}
