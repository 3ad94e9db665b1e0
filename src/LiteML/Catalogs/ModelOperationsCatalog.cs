using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saving, loading and single predictions.</summary>
public sealed class ModelOperationsCatalog : IInternalCatalog
{
    internal const string SchemaEntryName = "Schema";
    private const string TransformerDirectory = "TransformerChain";

    private readonly IHost _host;

    internal ModelOperationsCatalog(IHostEnvironment env) => _host = env.Register(nameof(ModelOperationsCatalog));

    IHostEnvironment IInternalCatalog.Environment => _host;

    /// <summary>Saves a model and the schema of its input, which may be null.</summary>
    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        _host.CheckValue(model, nameof(model));
        _host.CheckValue(stream, nameof(stream));
        var repository = new RepositoryWriter();
        ModelSaveContext.SaveModel(repository, model, TransformerDirectory);
        if (inputSchema is not null)
            ModelSaveContext.SaveBinaryStream(repository, SchemaEntryName, writer => SchemaFile.Write(writer, inputSchema));
        repository.WriteTo(stream);
    }

    /// <summary>Saves to a file; a file of that name is replaced only when all went well.</summary>
    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        _host.CheckNonWhiteSpace(filePath, nameof(filePath));
        using var content = new MemoryStream();
        Save(model, inputSchema, content);
        string temporary = $"{filePath}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content.ToArray());
            File.Move(temporary, filePath, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Loads a model from a source that is trusted: the file names the assemblies to load.</summary>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        _host.CheckValue(stream, nameof(stream));
        using var repository = new RepositoryReader(stream, _host);
        ModelLoadContext.LoadModel<ITransformer, SignatureLoadModel>(_host, out ITransformer model, repository, TransformerDirectory);
        DataViewSchema schema = null;
        ModelLoadContext.TryLoadBinaryStream(repository, SchemaEntryName, reader => schema = SchemaFile.Read(_host, reader));
        inputSchema = schema;
        return model;
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        _host.CheckNonWhiteSpace(filePath, nameof(filePath));
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, bool ignoreMissingColumns = true,
        SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null) where TSrc : class where TDst : class, new() =>
        new(_host, transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition, ownsTransformer: false);

    /// <summary>An engine whose input columns have the types and annotations of a schema, such as the one saved with a model.</summary>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class where TDst : class, new()
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        SchemaDefinition definition = SchemaDefinition.Create(typeof(TSrc), SchemaDefinition.Direction.Read);
        foreach (SchemaDefinition.Column column in definition)
            if (inputSchema.GetColumnOrNull(column.ColumnName) is { } found)
                column.Become(found);
        return CreatePredictionEngine<TSrc, TDst>(transformer, ignoreMissingColumns: false, definition);
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class where TDst : class, new()
    {
        _host.CheckValue(options, nameof(options));
        return new(_host, transformer, options.IgnoreMissingColumns, options.InputSchemaDefinition, options.OutputSchemaDefinition, options.OwnsTransformer);
    }
}
