using System.Diagnostics;

namespace MlpTrainer.Tests;

/// <summary>The SDK's command, in a process of its own.</summary>
internal static class DotNet
{
    /// <summary>Runs <c>dotnet</c> in a folder; gives what it wrote, and fails if it failed.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="arguments">What follows <c>dotnet</c>.</param>
    /// <param name="environment">Variables to set, or to remove where null.</param>
    public static string Run(string folder, string[] arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // MSBuild waits for no next build
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}: {output}{errors.Result}");
        return output;
    }
}
