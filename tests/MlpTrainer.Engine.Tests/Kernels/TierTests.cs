using System.Diagnostics;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

/// <summary>Runs the tests of this folder again in processes where wider registers are switched off.</summary>
public class TierTests
{
    private const string ExpectedLanes = "MLPTRAINER_TEST_LANES";

    [Fact]
    public void TheTierIsTheOneThatThisProcessWasStartedFor()
    {
        if (Environment.GetEnvironmentVariable(ExpectedLanes) is { } lanes)
        {
            Assert.Equal(int.Parse(lanes, System.Globalization.CultureInfo.InvariantCulture), Tier.Current.Lanes);
        }

        Assert.Contains(Tier.Current.Lanes, new[] { 16, 8, 4, 1 });
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 8)]
    [InlineData("DOTNET_EnableAVX2", 4)]
    [InlineData("DOTNET_EnableHWIntrinsic", 1)]
    public async Task KernelTestsPassOnNarrowerRegisters(string switchedOff, int lanes)
    {
        if (Tier.Current.Lanes <= lanes || Environment.GetEnvironmentVariable(ExpectedLanes) is not null)
        {
            return;     // this process is already that narrow, or is itself such a child
        }

        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(TierTests).Assembly.Location, "-namespace", typeof(TierTests).Namespace! },
            Environment = { [switchedOff] = "0", [ExpectedLanes] = $"{lanes}" },
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        string output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, output);
        Assert.Matches("Total: [1-9][0-9]{3}, Errors: 0, Failed: 0, Skipped: 0", output);
    }
}
