using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace MlpTrainer.Service.Tests;

/// <summary>What the service answers is what ML.NET's prediction engine predicts; what it cannot read is refused by name.</summary>
public sealed class PredictionTests(TitanicService titanic) : IClassFixture<TitanicService>
{
    private readonly string _file = titanic.ModelFile;
    private readonly Service _service = titanic.Service;

    [Fact]
    public async Task RowsAndBatchesAreAnsweredAsMLNetPredicts()
    {
        Survival[] expected = Models.Predict<Passenger, Survival>(_file, Passenger.Some);
        var batch = (JsonArray)await _service.Predict(new JsonArray([.. Passenger.Some.Select(Json)]));
        Assert.Equal(expected.Length, batch.Count);
        Assert.InRange(expected.Select(answer => answer.Score).Distinct().Count(), expected.Length / 2, expected.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Check(expected[i], batch[i]!);
            Check(expected[i], await _service.Predict(Json(Passenger.Some[i])));
        }
    }

    [Fact]
    public async Task ManyAtOnceGetTheirOwnAnswers()
    {
        Survival[] expected = Models.Predict<Passenger, Survival>(_file, Passenger.Some);
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            Check(expected[i % expected.Length], await _service.Predict(Json(Passenger.Some[i % expected.Length]))));
    }

    [Theory]
    [InlineData("""{"Sex":"male","Age":"old","PassengerClass":"1st"}""", "Age", "must be a number, or null for a missing one, but was \"old\".")]
    [InlineData("""{"Sex":"male","Age":1e39,"PassengerClass":"1st"}""", "Age", "must be a number, or null for a missing one, but was 1e39.")]
    [InlineData("""{"Sex":7,"Age":1}""", "Sex", "must be a text, or null for a missing one, but was 7.")]
    [InlineData("""[{"Sex":"male"},{"Sex":"male","Age":[1]}]""", "[1].Age", "must be a number, or null for a missing one, but was [1].")]
    public async Task WhatItCannotReadIsRefusedByName(string body, string name, string message)
    {
        JsonNode problem = await Refused(body, HttpStatusCode.BadRequest);
        Assert.Equal(message, (string)problem["errors"]![name]![0]!);
    }

    [Theory]
    [InlineData("", "must be JSON")]
    [InlineData("{\"Sex\":", "must be JSON")]
    [InlineData("3", "must be an object")]
    [InlineData("[{},3]", "must be an object")]
    public async Task WhatIsNoRowIsRefused(string body, string message) =>
        Assert.Contains(message, (string)(await Refused(body, HttpStatusCode.BadRequest))["detail"]!, StringComparison.Ordinal);

    [Fact]
    public async Task TooManyRowsAndTooLongBodiesAreRefused()
    {
        string many = $"[{string.Join(',', Enumerable.Repeat("{}", 10_001))}]", fewer = $"[{string.Join(',', Enumerable.Repeat("{}", 10_000))}]";
        Assert.Contains("at most 10000", (string)(await Refused(many, HttpStatusCode.BadRequest))["detail"]!, StringComparison.Ordinal);
        Assert.Equal(10_000, ((JsonArray)await _service.Predict(JsonNode.Parse(fewer)!)).Count);
        await Refused("\"" + new string('x', 5_000_000) + "\"", HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task SchemaHealthAndMetricsTellOfTheModel()
    {
        JsonNode schema = (await _service.Client.GetFromJsonAsync<JsonNode>("/schema", TestContext.Current.CancellationToken))!;
        Assert.Equal(["Sex", "Age", "PassengerClass"], schema["inputs"]!.AsArray().Select(input => (string)input!["name"]!));
        Assert.Equal(["text", "number", "text"], schema["inputs"]!.AsArray().Select(input => (string)input!["kind"]!));
        Assert.Equal("Healthy", (string)(await _service.Client.GetFromJsonAsync<JsonNode>("/health", TestContext.Current.CancellationToken))!["status"]!);
        double before = await RowsPredicted();
        await _service.Predict(new JsonArray(new JsonObject(), new JsonObject(), new JsonObject()));
        Assert.Equal(before + 3, await RowsPredicted());
    }

    internal static JsonNode Json(Passenger passenger) => new JsonObject
    {
        ["Sex"] = passenger.Sex, ["Age"] = float.IsNaN(passenger.Age) ? null : passenger.Age, ["PassengerClass"] = passenger.PassengerClass,
    };

    internal static void Check(Survival expected, JsonNode answer)
    {
        Assert.Equal(expected.PredictedLabel, (bool)answer["predictedLabel"]!);
        Assert.Equal(expected.Probability, (float)answer["probability"]!);
        Assert.Equal(expected.Score, (float)answer["score"]!);
    }

    private async Task<double> RowsPredicted()
    {
        string metrics = await _service.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        const string Name = "\npredicted_rows_total ";
        int place = metrics.IndexOf(Name, StringComparison.Ordinal), start = place + Name.Length;
        return place < 0 ? 0 : double.Parse(metrics[start..metrics.IndexOf('\n', start)], CultureInfo.InvariantCulture);
    }

    private async Task<JsonNode> Refused(string body, HttpStatusCode expected)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = content, Headers = { ExpectContinue = body.Length > 1_000_000 } };
        using HttpResponseMessage response = await _service.Client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
