using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Prometheus;

namespace PredictionService;

/// <summary>POST /predict: a row, as an object, or several, as an array; answered by an object or an array.</summary>
internal static class Prediction
{
    public const int MostRows = 10_000;

    private const int MostErrors = 20;

    private static readonly Counter s_rows = Metrics.CreateCounter("predicted_rows_total", "Rows predicted.");
    private static readonly Counter s_refused = Metrics.CreateCounter("refused_requests_total", "Requests with rows that the model cannot read.");

    /// <summary>Answers a request; 400 with what is wrong, by column, where the model cannot read a row: then none is answered.</summary>
    public static async Task<Results<JsonHttpResult<JsonNode>, ValidationProblem, ProblemHttpResult>> Answer(HttpRequest request, ModelStore store, CancellationToken cancellation)
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
        }
        catch (JsonException failure)
        {
            s_refused.Inc();
            return TypedResults.Problem($"The body must be JSON, but: {failure.Message}", statusCode: StatusCodes.Status400BadRequest);
        }

        using (document)
        {
            return Answer(document.RootElement, store.Current);
        }
    }

    private static Results<JsonHttpResult<JsonNode>, ValidationProblem, ProblemHttpResult> Answer(JsonElement body, ServedModel model)
    {
        bool isBatch = body.ValueKind == JsonValueKind.Array;
        int rows = isBatch ? body.GetArrayLength() : 1;
        if (rows > MostRows || !(isBatch ? body.EnumerateArray().All(row => row.ValueKind == JsonValueKind.Object) : body.ValueKind == JsonValueKind.Object))
        {
            s_refused.Inc();
            return TypedResults.Problem($"The body must be an object, a row, or an array of at most {MostRows} of them.", statusCode: StatusCodes.Status400BadRequest);
        }

        var errors = new Dictionary<string, string[]>();
        JsonNode? answer = isBatch ? Batch(body, model, errors) : model.Predict(body, errors);
        if (errors.Count > 0)
        {
            s_refused.Inc();
            return TypedResults.ValidationProblem(errors, "The model reads the columns that GET /schema lists.");
        }

        s_rows.Inc(rows);
        return TypedResults.Json(answer!);
    }

    private static JsonArray Batch(JsonElement rows, ServedModel model, Dictionary<string, string[]> errors)
    {
        JsonArray answers = [];
        int index = 0;
        foreach (JsonElement row in rows.EnumerateArray())
        {
            var wrong = new Dictionary<string, string[]>();
            answers.Add(model.Predict(row, wrong));
            foreach ((string column, string[] messages) in wrong.Where(_ => errors.Count < MostErrors))
            {
                errors[$"[{index}].{column}"] = messages;
            }

            index++;
        }

        return answers;
    }
}
