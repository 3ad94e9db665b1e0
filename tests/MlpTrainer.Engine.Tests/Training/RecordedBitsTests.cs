using System.Diagnostics;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

/// <summary>The same seed, options and data give the same weights as in earlier versions, to the last bit.</summary>
/// <remarks>
/// Sums are added in another order at each width of registers, so each has records of its own, of x64 Linux; AVX-512 has none, since the machine
/// that they were made on lacks it, but there the narrower widths are checked. Where nothing is recorded, one thread and three must agree.
/// </remarks>
public class RecordedBitsTests
{
    private const string ExpectedLanes = "MLPTRAINER_TEST_LANES";

    /// <summary>All cases; in a child process, which takes its time, only some.</summary>
    public static TheoryData<string> Cases =>
        [.. (IsChild && !RecordedBits.IsRecording ? RecordedCases.Short : RecordedCases.All).Select(recorded => recorded.Name)];

    private static bool IsChild => Environment.GetEnvironmentVariable(ExpectedLanes) is not null;

    [Theory, MemberData(nameof(Cases))]
    public void TheBitsAreThoseRecordedAtAnyNumberOfThreads(string name)
    {
        Assert.Equal(Environment.GetEnvironmentVariable(ExpectedLanes) ?? $"{Tier.Current.Lanes}", $"{Tier.Current.Lanes}");
        string found = Run(name, threads: 1);
        Assert.Equal(found, Run(name, threads: 3));
        if (RecordedBits.IsRecording)
        {
            RecordedBits.Record(name, Tier.Current.Lanes, found);
        }
        else if (RecordedBits.Of(name, Tier.Current.Lanes) is { } listed)
        {
            Assert.True(
                listed == found, $"{name} with {Tier.Current.Lanes} floats in a register gave {found}, but {listed} is recorded.\n{RecordedBits.HowToRecord}");
        }
    }

    /// <summary>Each case, at each width that has any, so that none is forgotten; and no two are alike, so that what a case names has an effect.</summary>
    [Fact]
    public void EachCaseIsRecordedAndIsLikeNoOther()
    {
        int[] widths = [.. RecordedBits.Listed.Select(line => line.Lanes).Union([8, 4, 1])];
        IEnumerable<(string, int)> expected = RecordedCases.All.SelectMany(recorded => widths.Select(lanes => (recorded.Name, lanes)));
        Assert.True(expected.ToHashSet().SetEquals(RecordedBits.Listed) || RecordedBits.IsRecording, RecordedBits.HowToRecord);
        Assert.Distinct(RecordedCases.All.Select(recorded => RecordedBits.Of(recorded.Name, Tier.Current.Lanes) ?? recorded.Name));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 8)]
    [InlineData("DOTNET_EnableAVX2", 4)]
    [InlineData("DOTNET_EnableHWIntrinsic", 1)]
    public async Task TheBitsAreThoseRecordedOnNarrowerRegisters(string switchedOff, int lanes)
    {
        if (Tier.Current.Lanes <= lanes || IsChild)
        {
            return;     // this process is already that narrow, or is itself such a child
        }

        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "vstest", typeof(RecordedBitsTests).Assembly.Location, $"/TestCaseFilter:FullyQualifiedName~{nameof(RecordedBitsTests)}" },
            Environment = { [switchedOff] = "0", [ExpectedLanes] = $"{lanes}", ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        string output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, output);
        Assert.Matches("Failed: +0, Passed: +[1-9][0-9]", output);
    }

    private static string Run(string name, int threads)
    {
        RecordedCase recorded = RecordedCases.Named(name);
        (TrainingResult result, float[] scores) = recorded.Run(threads);
        Assert.Equal(recorded.Divergence == DivergenceRule.RollBack, result.RollBacks > 0);
        Assert.All(scores, score => Assert.True(float.IsFinite(score)));
        return $"{RecordedBits.Digest(result.Network.Parameters.Span)} {RecordedBits.Digest(scores)}";
    }
}
