using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace PredictionService;

/// <summary>A loaded model with a pool of engines, one for each request that is answered at the same time.</summary>
internal sealed class ServedModel
{
    private static readonly string[] s_answers = ["PredictedLabel", "Probability", "Score"];

    private readonly DefaultObjectPool<RowEngine> _engines;

    private ServedModel(string version, IRowToRowMapper mapper)
    {
        DataViewSchema.Column[] answers = [.. s_answers.Select(mapper.OutputSchema.GetColumnOrNull).OfType<DataViewSchema.Column>()];
        DataViewSchema.Column[] inputs = [.. mapper.GetDependencies(answers).OrderBy(column => column.Index)];
        if (answers.Length == 0)
        {
            throw new NotSupportedException($"The model must give one of the columns {string.Join(", ", s_answers)}, but gives {string.Join(", ", mapper.OutputSchema)}.");
        }

        _engines = new DefaultObjectPool<RowEngine>(new Policy(() => new RowEngine(mapper, inputs, answers)));
        RowEngine first = _engines.Get();
        Fields = first.Fields;
        Version = version;
        Schema = new ModelSchema(version, [.. Fields.Select(field => new FieldSchema(field.Name, field.Kind, field.Size, field.MayBeMissing))], [.. answers.Select(answer => JsonNamingPolicy.CamelCase.ConvertName(answer.Name))]);
        _engines.Return(first);
    }

    /// <summary>The columns that the model reads, in its order.</summary>
    public IReadOnlyList<InputField> Fields { get; }

    /// <summary>The file's time and length.</summary>
    public string Version { get; }

    public ModelSchema Schema { get; }

    /// <summary>Loads a model.</summary>
    /// <exception cref="NotSupportedException">It does not map row to row, or reads or gives what has no form as JSON.</exception>
    public static ServedModel Load(string file, string version)
    {
        var mlContext = new MLContext();
        using var stream = new MemoryStream(File.ReadAllBytes(file));                   // whole: a file that is replaced meanwhile is not half of each
        ITransformer model = mlContext.Model.Load(stream, out DataViewSchema schema);
        return model.IsRowToRowMapper ? new ServedModel(version, model.GetRowToRowMapper(schema))
            : throw new NotSupportedException($"The model in {file} does not map row to row, as a time series does not: it cannot be served.");
    }

    /// <summary>Predicts a row; see <see cref="RowEngine.Predict"/>.</summary>
    public JsonObject? Predict(JsonElement row, IDictionary<string, string[]> errors)
    {
        RowEngine engine = _engines.Get();
        JsonObject? answer = engine.Predict(row, errors);
        _engines.Return(engine);                        // not where it threw: its state is unknown then
        return answer;
    }

    private sealed class Policy(Func<RowEngine> create) : PooledObjectPolicy<RowEngine>
    {
        public override RowEngine Create() => create();

        public override bool Return(RowEngine obj) => true;
    }
}

/// <summary>What a model reads and answers.</summary>
internal sealed record ModelSchema(string Version, FieldSchema[] Inputs, string[] Answers);

/// <summary>A column that it reads.</summary>
internal sealed record FieldSchema(string Name, string Kind, int Size, bool MayBeMissing);
