using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PredictionService;

/// <summary>Requests of single rows from several clients at once; prints requests per second, the median and 99th percentile of their times, and how many answers were not those of a quiet hour.</summary>
internal static class LoadTest
{
    /// <summary>Runs it.</summary>
    /// <param name="arguments">--url, --seconds, --clients; --any-answer where the model is replaced meanwhile, so that answers may differ.</param>
    /// <returns>0 where all requests were answered, and rightly.</returns>
    public static async Task<int> Run(string[] arguments)
    {
        IConfiguration options = new ConfigurationBuilder().AddCommandLine(arguments).Build();
        var url = new Uri(options["url"] ?? "http://localhost:5000");
        double seconds = double.Parse(options["seconds"] ?? "10", CultureInfo.InvariantCulture);
        int clients = int.Parse(options["clients"] ?? "8", CultureInfo.InvariantCulture);
        bool isAnyRight = bool.Parse(options["any-answer"] ?? "false");

        using var client = new HttpClient { BaseAddress = url };
        ModelSchema schema = (await client.GetFromJsonAsync<ModelSchema>("/schema"))!;
        JsonObject[] rows = [.. Enumerable.Range(0, 64).Select(seed => RandomRow(schema, new Random(seed)))];
        string[] expected = await Task.WhenAll(rows.Select(async row => (await Post(client, row)).Body));
        var clock = Stopwatch.StartNew();
        Tally[] tallies = await Task.WhenAll(Enumerable.Range(0, clients).Select(number => Client(client, rows, isAnyRight ? null : expected, number, clock, TimeSpan.FromSeconds(seconds))));

        double[] times = [.. tallies.SelectMany(tally => tally.Milliseconds).Order()];
        (int wrong, int failed) = (tallies.Sum(tally => tally.Wrong), tallies.Sum(tally => tally.Failed));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{times.Length / clock.Elapsed.TotalSeconds:F0} requests/s, p50 {times[times.Length / 2]:F2} ms, p99 {times[(int)(times.Length * 0.99)]:F2} ms, {times.Length} requests, {wrong} wrong, {failed} failed"));
        return wrong + failed == 0 ? 0 : 1;
    }

    private static async Task<Tally> Client(HttpClient client, JsonObject[] rows, string[]? expected, int number, Stopwatch clock, TimeSpan end)
    {
        var tally = new Tally();
        for (int i = number; clock.Elapsed < end; i++)
        {
            TimeSpan start = clock.Elapsed;
            (bool isAnswered, string body) = await Post(client, rows[i % rows.Length]);
            tally.Milliseconds.Add((clock.Elapsed - start).TotalMilliseconds);
            tally.Failed += isAnswered ? 0 : 1;
            tally.Wrong += isAnswered && expected is not null && body != expected[i % rows.Length] ? 1 : 0;
        }

        return tally;
    }

    private static async Task<(bool IsAnswered, string Body)> Post(HttpClient client, JsonObject row)
    {
        try
        {
            using HttpResponseMessage response = await client.PostAsJsonAsync("/predict", row, JsonSerializerOptions.Web);
            return (response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException failure)
        {
            return (false, failure.Message);
        }
    }

    private static JsonObject RandomRow(ModelSchema schema, Random random) => new(schema.Inputs.Select(field => KeyValuePair.Create(field.Name, field.Kind switch
    {
        "numbers" => new JsonArray([.. Enumerable.Range(0, field.Size).Select(_ => (JsonNode)random.NextDouble())]),
        "truth value" => (JsonNode)(random.Next(2) == 1),
        "text" => $"value {random.Next(4)}",
        "whole number" => random.Next(100),
        _ => Math.Round(100 * random.NextDouble(), 1),
    }))!);

    private sealed class Tally
    {
        public List<double> Milliseconds { get; } = [];

        public int Wrong { get; set; }

        public int Failed { get; set; }
    }
}
