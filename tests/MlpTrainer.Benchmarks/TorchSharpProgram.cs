using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Benchmarks;

/// <summary>TorchSharp's side of the workloads, a program of its own outside the solution, since its libraries take half a gigabyte.</summary>
internal static class TorchSharpProgram
{
    /// <summary>Runs it; options follow.</summary>
    public static string Command => $"dotnet {Path.Combine(Folder(), "bin", "Release", "net10.0", "TorchSharpPeer.dll")}";

    /// <summary>Restores and builds it.</summary>
    /// <exception cref="InvalidOperationException">That failed; the message has what was printed.</exception>
    public static void Build()
    {
        using Process build = Process.Start(new ProcessStartInfo("dotnet", ["build", "-c", "Release", "-v", "q", Folder()]) { RedirectStandardOutput = true })!;
        string printed = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException($"TorchSharp's program could not be built; --peers sklearn compares without it. {printed}");
        }
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "peers", "torchsharp");
}
