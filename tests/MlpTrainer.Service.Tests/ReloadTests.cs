using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MlpTrainer.Service.Tests;

/// <summary>A new file takes the old model's place while requests are answered, without a wrong answer or a failed one.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly Models _models = new();

    public void Dispose() => _models.Dispose();

    [Fact]
    public async Task AModelIsReplacedUnderLoad()
    {
        string served = _models.Titanic("served.zip", seed: 1), other = _models.Titanic("other.zip", seed: 2);
        Survival[] before = Models.Predict<Passenger, Survival>(served, Passenger.Some), after = Models.Predict<Passenger, Survival>(other, Passenger.Some);
        Assert.NotEqual(before[0].Score, after[0].Score);
        await using Service service = await Service.Start(served);
        string version = await service.Version();

        using var stop = new CancellationTokenSource();
        Task<int>[] clients = [.. Enumerable.Range(0, 4).Select(number => Answers(service, before, after, number, stop.Token))];
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Replace(served, other);
        await Service.Until(async () => await service.Version() != version);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        int[] answered = await Task.WhenAll(clients);
        Assert.All(answered, count => Assert.True(count > 10));
        PredictionTests.Check(after[0], await service.Predict(PredictionTests.Json(Passenger.Some[0])));
    }

    [Fact]
    public async Task AFileThatCannotBeLoadedLeavesTheOldModelInUse()
    {
        string served = _models.Titanic("served.zip", seed: 1);
        Survival[] expected = Models.Predict<Passenger, Survival>(served, Passenger.Some);
        await using Service service = await Service.Start(served);
        await File.WriteAllBytesAsync(served, [1, 2, 3], TestContext.Current.CancellationToken);
        await Service.Until(async () => await Health(service) == "Degraded");
        PredictionTests.Check(expected[0], await service.Predict(PredictionTests.Json(Passenger.Some[0])));

        Replace(served, _models.Vehicles("vehicles.zip"));                              // another task, with other columns
        await Service.Until(async () => await Health(service) == "Healthy");
        Vehicle vehicle = Models.VehicleRows[17];
        VehicleKind kind = Models.Predict<Vehicle, VehicleKind>(served, [vehicle])[0];
        JsonNode answer = await service.Predict(new JsonObject { ["Features"] = new JsonArray([.. vehicle.Features.Select(value => (JsonNode)value)]) });
        Assert.Equal(kind.Score, answer["score"]!.AsObject().Select(pair => (float)pair.Value!));
        string[] classes = [.. Models.VehicleRows.Select(row => row.Label).Distinct()];
        Assert.Equal(classes, answer["score"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(classes[kind.PredictedLabel - 1], (string)answer["predictedLabel"]!);
    }

    [Fact]
    public async Task TheLoadTestMeasuresASecondProcess()
    {
        await using Service service = await Service.Start(_models.Titanic("served.zip", seed: 1));
        var start = new ProcessStartInfo("dotnet", [Service.Program, "load", "--url", service.Address.ToString(), "--seconds", "1", "--clients", "2"]) { RedirectStandardOutput = true };
        using Process load = Process.Start(start)!;
        string output = await load.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await load.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, load.ExitCode);
        Assert.Matches(@"^\d+ requests/s, p50 \d+\.\d\d ms, p99 \d+\.\d\d ms, \d+ requests, 0 wrong, 0 failed\s*$", output);
    }

    /// <summary>Asks until told to stop; each answer is the one model's or the other's.</summary>
    private static async Task<int> Answers(Service service, Survival[] before, Survival[] after, int number, CancellationToken stop)
    {
        int count = 0;
        for (int i = number; !stop.IsCancellationRequested; i = (i + 1) % before.Length, count++)
        {
            float score = (float)(await service.Predict(PredictionTests.Json(Passenger.Some[i])))["score"]!;
            Assert.True(score == before[i].Score || score == after[i].Score, $"{score}");
        }

        return count;
    }

    private static async Task<string> Health(Service service) => (string)JsonNode.Parse(await (await service.Client.GetAsync(new Uri("/health", UriKind.Relative))).Content.ReadAsStringAsync())!["status"]!;

    /// <summary>As SaveAtomically does it.</summary>
    private static void Replace(string served, string other)
    {
        string beside = served + ".new";
        File.Copy(other, beside);
        File.Move(beside, served, overwrite: true);
    }
}
