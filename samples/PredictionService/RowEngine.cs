using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace PredictionService;

/// <summary>Predicts one row after another with a model whose columns are known at run time only, as ML.NET's PredictionEngine does for a class of the program. For one thread at a time.</summary>
internal sealed class RowEngine : IDisposable
{
    private readonly InputField[] _fields;
    private readonly InputRow _input;
    private readonly DataViewRow _output;
    private readonly (string Name, Func<JsonNode?> Read)[] _answers;

    /// <param name="mapper">The model's.</param>
    /// <param name="inputs">The columns that the answers depend on.</param>
    /// <param name="answers">The columns to answer with.</param>
    public RowEngine(IRowToRowMapper mapper, IReadOnlyList<DataViewSchema.Column> inputs, IReadOnlyList<DataViewSchema.Column> answers)
    {
        _fields = [.. inputs.Select(InputField.For)];
        var fields = inputs.Zip(_fields).ToDictionary(pair => pair.First.Index, pair => pair.Second);
        _input = new InputRow(mapper.InputSchema, fields);
        _output = mapper.GetRow(_input, answers);
        _answers = [.. answers.Select(column => (column.Name, AnswerReader.For(_output, column)))];
    }

    public IReadOnlyList<InputField> Fields => _fields;

    /// <summary>Predicts a row.</summary>
    /// <param name="row">An object whose properties are named like the model's columns.</param>
    /// <param name="errors">Receives what is wrong with it, by column; the answer is null then.</param>
    public JsonObject? Predict(JsonElement row, IDictionary<string, string[]> errors)
    {
        foreach (InputField field in _fields)
        {
            if (field.Set(row.TryGetProperty(field.Name, out JsonElement value) ? value : null) is { } error)
            {
                errors[field.Name] = [error];
            }
        }

        _input.Advance();
        return errors.Count > 0 ? null : new JsonObject(_answers.Select(answer => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(answer.Name), answer.Read())));
    }

    public void Dispose() => _output.Dispose();

    /// <summary>The row at hand, as ML.NET reads it.</summary>
    private sealed class InputRow(DataViewSchema schema, Dictionary<int, InputField> fields) : DataViewRow
    {
        private long _position;

        public override DataViewSchema Schema => schema;

        /// <summary>ML.NET's transforms compute a row anew only where its position is another one.</summary>
        public override long Position => _position;

        public override long Batch => 0;

        public void Advance() => _position++;

        public override bool IsColumnActive(DataViewSchema.Column column) => fields.ContainsKey(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)fields[column.Index].Getter;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = default;
    }
}
