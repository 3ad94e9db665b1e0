using System.Diagnostics;

namespace MlpTrainer.Tool.Tests.Commands;

/// <summary>The tool as a process of its own: pipes and Ctrl+C.</summary>
public class ProcessTests
{
    [Fact]
    public void PredictReadsAndWritesPipes()
    {
        using Process process = Start("predict", Titanic.Model);
        process.StandardInput.Write("sex,age,passengerClass\nfemale,20,1st\n\"male\",NA,3rd\n");
        process.StandardInput.Close();
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal((0, 3), (process.ExitCode, lines.Length));
        Assert.StartsWith("female,20,1st,yes,0.9", lines[1], StringComparison.Ordinal);
    }

    /// <summary>Interrupted in the middle of a training that would take long, it ends at once and leaves no file.</summary>
    [Fact]
    public void CtrlCEndsATraining()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        using Scratch scratch = new();
        using Process process = Start("train", Repository.PathOf("samples", "LetterRecognition", "letters.csv"), "--label", "letter", "--effort", "best", "--out", scratch.PathOf("model.zip"));
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("To predict", StringComparison.Ordinal))
        {
        }

        Thread.Sleep(1500);
        using (Process kill = Process.Start("kill", ["-INT", Invariant($"{process.Id}")]))
        {
            kill.WaitForExit();
        }

        Assert.True(process.WaitForExit(20_000));
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("Cancelled; nothing was written.", process.StandardError.ReadToEnd(), StringComparison.Ordinal);
        Assert.Empty(scratch.Files);
    }

    /// <summary>On Linux with the usual answer to Ctrl+C, which a shell's background job would else have taken from it.</summary>
    private static Process Start(params string[] arguments)
    {
        string[] usual = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT"] : [], command = [.. usual, "dotnet", typeof(ExitCode).Assembly.Location, .. arguments];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
