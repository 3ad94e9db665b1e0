using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace MlpTrainer.Service.Tests;

/// <summary>The sample, running as a process of its own with some model's file.</summary>
internal sealed class Service : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private Service(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Client = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>The sample's program, as this test project's build has it.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "PredictionService.dll");

    /// <summary>Starts it on a free port.</summary>
    public static async Task<Service> Start(string modelFile)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "--model", modelFile, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        var lines = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(s_patience) is { } line)
        {
            lines.AppendLine(line);
            if (line.Contains(Listening, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();            // what else it says must not fill the pipe
                return new Service(process, new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]));
            }
        }

        throw new InvalidOperationException($"The service ended before it listened:\n{lines}");
    }

    public async Task<JsonNode> Predict(JsonNode row)
    {
        using HttpResponseMessage response = await Client.PostAsJsonAsync("/predict", row);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }

    public async Task<string> Version() => (string)(await Client.GetFromJsonAsync<JsonNode>("/schema"))!["version"]!;

    /// <summary>Waits until something is so.</summary>
    public static async Task Until(Func<Task<bool>> isSo)
    {
        var clock = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(clock.Elapsed < s_patience, "It is not so after a minute.");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
